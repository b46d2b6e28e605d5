#include "dialects/postgresql/catalog_session.h"

#include <array>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "dbtool/error.h"
#include "dialects/postgresql/catalog_row.h"

namespace dbtool::dialects::postgresql {

namespace {

struct Setting {
  std::string_view name;
  std::string_view value;  ///< while the catalog is read
};

// What pg_dump sets, as far as it shows in expressions. The first is set to the default schema.
constexpr std::array kSettings = {
    Setting{"search_path", ""},
    Setting{"datestyle", "ISO"},
    Setting{"intervalstyle", "postgres"},
    Setting{"extra_float_digits", "3"},
    Setting{"quote_all_identifiers", "off"},
};

std::string settings_query() {
  std::string sql =
      "SELECT current_schema(), quote_ident(current_schema()), current_setting('server_version_num')";
  for (const Setting& setting : kSettings) sql += fmt::format(", current_setting('{}')", setting.name);
  return sql;
}

std::string write_settings() {
  std::string sql = "SELECT ";
  for (std::size_t i = 0; i < kSettings.size(); ++i) {
    sql += fmt::format("{}set_config('{}', ${}, true)", i == 0 ? "" : ", ", kSettings[i].name, i + 1);
  }
  return sql;
}

}  // namespace

CatalogSession::CatalogSession(Connection& connection)
    : connection_(connection), has_own_transaction_(!connection.in_transaction()) {
  // Not begin(): that would wait for the lock of migrations.
  if (has_own_transaction_) connection_.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  try {
    read_settings();
    std::vector<std::string> values = {catalog_path_};
    for (std::size_t i = 1; i < kSettings.size(); ++i) values.emplace_back(kSettings[i].value);
    set(values);
  } catch (const Error&) {
    if (has_own_transaction_) connection_.rollback();
    throw;
  }
}

CatalogSession::~CatalogSession() {
  try {
    if (has_own_transaction_) {
      connection_.rollback();
    } else {
      set(values_);
    }
  } catch (const Error&) {
    // A transaction that failed takes the settings back when it ends.
    return;
  }
}

void CatalogSession::read_settings() {
  const std::vector<Row> rows = connection_.query(settings_query());
  const Row& row = rows.front();
  default_schema_ = text(row, 0);
  catalog_path_ = text(row, 1);
  version_ = static_cast<int>(number(row, 2) / 10'000);
  for (std::size_t i = 0; i < kSettings.size(); ++i) values_.push_back(text(row, 3 + i));
}

void CatalogSession::set(const std::vector<std::string>& values) {
  std::vector<Value> parameters;
  for (const std::string& value : values) parameters.emplace_back(value);
  static_cast<void>(connection_.query(write_settings(), parameters));
}

}  // namespace dbtool::dialects::postgresql
