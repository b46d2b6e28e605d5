#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "base/strings.h"
#include "dialect/ansi_ddl.h"
#include "dialects/mysql/expression.h"
#include "dialects/mysql/options.h"
#include "dialects/mysql/routine.h"
#include "dialects/mysql/syntax.h"
#include "dialects/mysql/type_name.h"
#include "dialects/mysql/types.h"
#include "dialects/mysql/value.h"
#include "ops/definer.h"
#include "ops/trigger_order.h"

namespace dbtool::dialects::mysql {

namespace {

/// Types that the catalog tells apart, and the server does not.
std::string comparable_name(const TypeName& type, const Server& server) {
  if (server.is_mariadb && type.name == "json") return "longtext";
  return type.name;
}

/// Only where both say something of it.
bool agree(std::string_view a, std::string_view b) {
  return a.empty() || b.empty() || base::equals_ignoring_case(a, b);
}

/// `+1.50` is 1.5.
std::string without_needless_digits(std::string text) {
  if (text.starts_with('+')) text.erase(0, 1);
  if (text.find('.') == std::string::npos || text.find_first_of("eE") != std::string::npos) return text;
  while (text.ends_with('0')) text.pop_back();
  if (text.ends_with('.')) text.pop_back();
  return text;
}

/// The bytes of `x'4142'`; nothing for another text.
std::optional<std::string> hex_bytes(std::string_view sql) {
  if (sql.size() < 3 || base::to_lower(sql.substr(0, 2)) != "x'" || !sql.ends_with('\'')) return std::nullopt;
  const std::string_view digits = sql.substr(2, sql.size() - 3);
  std::string bytes;
  for (std::size_t i = 0; i + 1 < digits.size(); i += 2) {
    unsigned value = 0;
    std::from_chars(digits.data() + i, digits.data() + i + 2, value, 16);
    bytes += static_cast<char>(value);
  }
  return bytes;
}

/// The value that a constant has in a column of a type; nothing for an expression.
std::optional<std::string> constant_text(const ServerDefault& value, const DataType& type,
                                         const Server& server) {
  std::string text = value.text.select(traits(server).names).text;
  if (value.kind == ServerDefault::Kind::kExpression) {
    if (!is_constant(text)) return std::nullopt;
    if (auto bytes = hex_bytes(text)) {
      text = *std::move(bytes);
    } else if (text.front() == '\'' || text.front() == '"') {
      text = unquoted_string(text);
    }
  }
  if (type.kind == TypeKind::kBinary && type.length) {
    text.resize(std::max(text.size(), static_cast<std::size_t>(*type.length)), '\0');
    return text;
  }
  const std::string lower = base::to_lower(text);
  const bool is_number_type = is_integer(type) || type.kind == TypeKind::kBoolean;
  if (is_number_type && lower == "true") return "1";
  if (is_number_type && lower == "false") return "0";
  return dialect::is_number(text) ? without_needless_digits(std::move(text)) : text;
}

bool is_null(const ServerDefault& value, const Server& server) {
  return value.kind == ServerDefault::Kind::kExpression &&
         base::equals_ignoring_case(base::trim(value.text.select(traits(server).names).text), "null");
}

/// `app@localhost`; what follows the account that asks is that one.
std::string account(std::string_view definer, const std::string& user) {
  const std::string plain = base::to_lower(ops::definer_account(definer));
  return plain.empty() || plain.starts_with("current_user") ? base::to_lower(user) : plain;
}

std::string_view or_unset(std::string_view value) { return value == "false" ? std::string_view() : value; }

}  // namespace

bool MysqlTypes::same_type(const DataType& inspected, const DataType& declared) const {
  const auto names = traits(server_).names;
  const DataType& is = inspected.select(names);
  const DataType& wanted = declared.select(names);
  if (is == wanted) return true;
  const TypeName left = parse_type_name(type_sql(is, server_));
  const TypeName right = parse_type_name(type_sql(wanted, server_));
  return comparable_name(left, server_) == comparable_name(right, server_) &&
         left.arguments == right.arguments && left.is_unsigned == right.is_unsigned &&
         left.is_zerofill == right.is_zerofill && left.is_compressed == right.is_compressed &&
         left.srid == right.srid && agree(left.charset, right.charset) &&
         agree(left.collation, right.collation);
}

bool MysqlTypes::same_default(const std::optional<ServerDefault>& inspected, const Column& declared) const {
  std::optional<ServerDefault> is = inspected;
  std::optional<ServerDefault> wanted = declared.server_default;
  if (is && is_null(*is, server_)) is.reset();  // what a column has that has none
  if (wanted && is_null(*wanted, server_)) wanted.reset();
  if (!is || !wanted) return is.has_value() == wanted.has_value();
  if (is == wanted) return true;
  const auto names = traits(server_).names;
  const DataType& type = declared.type.select(names);
  const auto left = constant_text(*is, type, server_);
  const auto right = constant_text(*wanted, type, server_);
  if (left || right) return left == right;
  return same_expression(is->text.select(names).text, wanted->text.select(names).text);
}

bool MysqlTypes::same_expression(std::string_view inspected, std::string_view declared) const {
  if (same_expression_text(inspected, declared)) return true;
  const std::string_view is_clause = ops::definer_clause(inspected);
  const std::string_view wanted_clause = ops::definer_clause(declared);
  if (!is_clause.empty() || !wanted_clause.empty()) {
    const bool is_same =
        wanted_clause.empty() || account(is_clause, defaults_.user) == account(wanted_clause, defaults_.user);
    return is_same && same_expression(ops::without_definer(inspected), ops::without_definer(declared));
  }
  const auto is_place = ops::trigger_order(inspected);
  const auto wanted_place = ops::trigger_order(declared);
  if (is_place || wanted_place) {
    return (!wanted_place || is_place == wanted_place) &&
           same_expression(ops::without_trigger_order(inspected), ops::without_trigger_order(declared));
  }
  const auto routine = canonical_routine(inspected);
  return routine && routine == canonical_routine(declared);
}

bool MysqlTypes::same_option(std::string_view name, std::string_view inspected,
                             std::string_view declared) const {
  std::string_view is = or_unset(inspected);
  const std::string_view wanted = or_unset(declared);
  // MySQL makes a check of the table of it, or nothing.
  if (name == kColumnCheck && !(server_.is_mariadb && server_.has_checks())) return true;
  if (name == kOnUpdate || name == kColumnCheck) return same_expression_text(is, wanted);
  if (name == kInvisible) return is == wanted;
  // What the storage engine has not, it makes a BTREE of.
  if (name == "using") {
    return base::equals_ignoring_case(is, wanted) ||
           (base::equals_ignoring_case(is, "btree") && base::equals_ignoring_case(wanted, "hash"));
  }
  if (name == kDefiner) {
    return wanted.empty() || account(is, defaults_.user) == account(wanted, defaults_.user);
  }
  const auto same_or = [&](std::string_view usual) {
    return base::equals_ignoring_case(is.empty() ? usual : is, wanted.empty() ? usual : wanted);
  };
  if (name == kAlgorithm) return same_or("UNDEFINED");
  if (name == kSecurity) return same_or("DEFINER");
  if (wanted.empty()) return true;  // the models leave it to the database
  if (is.empty()) {
    static constexpr std::string_view kDefault = "default";
    if (name == kEngine) is = defaults_.engine;
    if (name == kCharset) is = defaults_.charset;
    if (name == kCollation) is = defaults_.collation;
    if (name == kRowFormat) is = kDefault;
    if (is.empty() && (wanted == "0" || base::equals_ignoring_case(wanted, kDefault))) return true;
  }
  // `utf8`, `utf8_bin`: its name of before.
  const auto plain = [](std::string_view value) {
    constexpr std::string_view kOld = "utf8";
    const bool is_old = value == kOld || value.starts_with("utf8_");
    return is_old ? "utf8mb3" + std::string(value.substr(kOld.size())) : std::string(value);
  };
  return base::equals_ignoring_case(plain(is), plain(wanted));
}

bool MysqlTypes::same_collation(std::string_view inspected, std::string_view declared,
                                const Table& table) const {
  if (declared == inspected) return true;
  const auto or_default = [&](std::string_view collation) {
    if (!collation.empty()) return std::string(collation);
    std::string own = option(table.options, kCollation);
    return own.empty() ? defaults_.collation : own;
  };
  return base::equals_ignoring_case(or_default(inspected), or_default(declared));
}

}  // namespace dbtool::dialects::mysql
