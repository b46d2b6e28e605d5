#include "dialects/registry.h"

#include <fmt/format.h>

#if DBTOOL_WITH_MYSQL
#include "dialects/mysql/dialect.h"
#endif
#if DBTOOL_WITH_POSTGRESQL
#include "dialects/postgresql/dialect.h"
#endif
#if DBTOOL_WITH_SQLITE
#include "dialects/sqlite/dialect.h"
#include "dialects/sqlite/own_process.h"
#endif

namespace dbtool::dialects {

namespace {

struct Entry {
  std::string_view name;
  const Dialect& (*get)() = nullptr;
};

// The one table of dialects. Written out: a static library drops objects that only register themselves.
const std::vector<Entry>& table() {
  static const std::vector<Entry> entries = {
#if DBTOOL_WITH_SQLITE
    {"sqlite", &sqlite::dialect},
#endif
#if DBTOOL_WITH_POSTGRESQL
    {"postgresql", &postgresql::dialect},
    {"postgres", &postgresql::dialect},
#endif
#if DBTOOL_WITH_MYSQL
    {"mysql", &mysql::mysql_dialect},
    {"mariadb", &mysql::mariadb_dialect},
#endif
  };
  return entries;
}

}  // namespace

const Dialect& find_dialect(std::string_view url_dialect) {
  for (const Entry& entry : table()) {
    if (entry.name == url_dialect) return entry.get();
  }
  throw Error(ErrorCode::kConfig, fmt::format("there is no dialect '{}'", url_dialect))
      .with_hint(fmt::format("the URL may begin with {}", fmt::join(dialect_names(), ", ")));
}

std::vector<std::string> script_dialect_names() { return {"sqlite", "postgresql", "mysql", "mariadb"}; }

std::vector<std::string_view> dialect_names() {
  std::vector<std::string_view> names;
  for (const Entry& entry : table()) names.push_back(entry.name);
  return names;
}

void own_process() noexcept {
#if DBTOOL_WITH_SQLITE
  sqlite::own_process();
#endif
}

}  // namespace dbtool::dialects
