#include "dialects/mysql/types.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/strings.h"
#include "dialects/mysql/syntax.h"
#include "dialects/mysql/type_name.h"
#include "dialects/mysql/value.h"
#include "sql/lexer.h"

namespace dbtool::dialects::mysql {

namespace {

struct Spelling {
  TypeKind kind;
  std::string_view sql;
  std::string_view name;  ///< what the catalog calls this kind; empty: it is another kind's name
  int max_arguments = 0;  ///< how many numbers it may have in parentheses
};

constexpr Spelling kSpellings[] = {
    {TypeKind::kSmallInteger, "SMALLINT", "smallint"},
    {TypeKind::kInteger, "INTEGER", "int"},
    {TypeKind::kBigInteger, "BIGINT", "bigint"},
    {TypeKind::kBoolean, "BOOL", ""},
    {TypeKind::kString, "VARCHAR", "varchar", 1},
    {TypeKind::kUnicode, "VARCHAR", "", 1},
    {TypeKind::kText, "TEXT", "text"},
    {TypeKind::kNumeric, "NUMERIC", "decimal", 2},
    {TypeKind::kFloat, "FLOAT", "float", 1},
    {TypeKind::kDouble, "DOUBLE", "double"},
    {TypeKind::kDate, "DATE", "date"},
    {TypeKind::kTime, "TIME", "time"},
    {TypeKind::kDateTime, "DATETIME", "datetime"},
    {TypeKind::kInterval, "DATETIME", ""},
    {TypeKind::kBinary, "BINARY", "binary", 1},
    {TypeKind::kLargeBinary, "BLOB", "blob"},
    {TypeKind::kJson, "JSON", "json"},
    {TypeKind::kUuid, "CHAR(32)", "uuid"},
};

bool needs_length(TypeKind kind) {
  return kind == TypeKind::kString || kind == TypeKind::kUnicode || kind == TypeKind::kBinary;
}

void require_length(const DataType& type) {
  if (!needs_length(type.kind) || type.length) return;
  const std::string_view name = type_name(type.kind);
  throw Error(ErrorCode::kScript, fmt::format("the type '{}' needs a length here", name))
      .with_hint(fmt::format("write {0}(255), or {1} for any length", name,
                             type.kind == TypeKind::kBinary ? "large_binary" : "text"));
}

std::string type_word(TypeKind kind) {
  const auto* found = std::ranges::find(kSpellings, kind, &Spelling::kind);
  return found == std::end(kSpellings) ? std::string() : std::string(found->sql);
}

std::string enum_sql(const DataType& type) {
  if (type.values.empty()) {
    throw Error(ErrorCode::kScript, fmt::format("the enum '{}' has no values", type.name));
  }
  std::vector<std::string> values;
  for (const std::string& value : type.values) values.push_back(quoting().string(value));
  return fmt::format("ENUM({})", fmt::join(values, ","));
}

std::string portable_sql(const DataType& type, const Server& server) {
  if (type.kind == TypeKind::kUuid && server.has_uuid()) return "UUID";
  require_length(type);
  const auto* found = std::ranges::find(kSpellings, type.kind, &Spelling::kind);
  std::string result(found->sql);
  if (found->max_arguments == 0 || !type.length) return result;
  result += fmt::format("({}", *type.length);
  if (found->max_arguments == 2 && type.scale) result += fmt::format(", {}", *type.scale);
  return result += ")";
}

/// The strings of `'a','b''c'`.
std::vector<std::string> string_list(std::string_view sql) {
  std::vector<std::string> values;
  sql::Lexer lexer(sql, syntax());
  for (sql::Token token = lexer.next(); token.kind != sql::TokenKind::kEnd; token = lexer.next()) {
    if (token.kind == sql::TokenKind::kString) values.push_back(unquoted_string(token.in(sql)));
  }
  return values;
}

std::optional<int> to_integer(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < 0) return std::nullopt;
  return value;
}

/// Puts in the arguments that the portable type has a place for. False if it has none.
bool set_arguments(std::string_view arguments, int max_arguments, DataType& type) {
  if (arguments.empty()) return true;
  const std::vector<std::string_view> parts = base::split(arguments, ',');
  if (parts.size() > static_cast<std::size_t>(max_arguments)) return false;
  type.length = to_integer(parts.front());
  if (parts.size() == 2) type.scale = to_integer(parts.back());
  return type.length.has_value() && (parts.size() == 1 || type.scale.has_value());
}

std::optional<DataType> portable_type(const TypeName& name, std::string_view column_type) {
  if (name.is_unsigned || name.is_compressed || !name.charset.empty() || !name.collation.empty())
    return std::nullopt;
  if (name.name == "tinyint") {
    // All integers lose their width but this one: it is what BOOL makes.
    if (base::to_lower(column_type) != "tinyint(1)") return std::nullopt;
    return DataType{.kind = TypeKind::kBoolean};
  }
  if (name.name == "enum") return DataType{.kind = TypeKind::kEnum, .values = string_list(name.arguments)};
  const auto* found = std::ranges::find_if(kSpellings, [&](const Spelling& spelling) {
    return !spelling.name.empty() && spelling.name == name.name;
  });
  if (found == std::end(kSpellings)) return std::nullopt;
  DataType type{.kind = found->kind};
  if (!set_arguments(name.arguments, found->max_arguments, type)) return std::nullopt;
  return type;
}

template <std::size_t N>
bool is_named_one_of(const DataType& type, const std::array<std::string_view, N>& names) {
  return std::ranges::find(names, parse_type_name(type.name).name) != names.end();
}

}  // namespace

std::string type_sql(const DataType& declared, const Server& server) {
  const DataType& type = declared.select(traits(server).names);
  if (type.dimensions > 0) {
    throw Error(ErrorCode::kUnsupported,
                fmt::format("{} has no arrays, such as '{}'", traits(server).names.front(), to_string(type)))
        .with_hint("give the column another type here: {default: …, mysql: json}");
  }
  if (type.kind == TypeKind::kNative) return type.name;
  if (type.kind == TypeKind::kEnum) return enum_sql(type);
  return portable_sql(type, server);
}

DataType parse_type(std::string_view column_type) {
  const TypeName name = parse_type_name(column_type);
  if (auto type = portable_type(name, column_type)) return *std::move(type);
  return {.kind = TypeKind::kNative, .name = to_string(name)};
}

bool is_integer(const DataType& type) {
  static constexpr std::array<std::string_view, 5> kNames = {"tinyint", "smallint", "mediumint", "int",
                                                             "bigint"};
  switch (type.kind) {
    case TypeKind::kSmallInteger:
    case TypeKind::kInteger:
    case TypeKind::kBigInteger:
      return true;
    case TypeKind::kNative:
      return is_named_one_of(type, kNames);
    default:
      return false;
  }
}

bool is_long(const DataType& type) {
  static constexpr std::array<std::string_view, 10> kNames = {"tinytext", "text",    "mediumtext", "longtext",
                                                              "tinyblob", "blob",    "mediumblob", "longblob",
                                                              "json",     "geometry"};
  if (type.kind == TypeKind::kNative) return is_named_one_of(type, kNames);
  return type.kind == TypeKind::kText || type.kind == TypeKind::kLargeBinary || type.kind == TypeKind::kJson;
}

bool takes_collation(const DataType& type) {
  static constexpr std::array<std::string_view, 8> kNames = {"char",       "varchar",  "tinytext", "text",
                                                             "mediumtext", "longtext", "enum",     "set"};
  switch (type.kind) {
    case TypeKind::kString:
    case TypeKind::kUnicode:
    case TypeKind::kText:
    case TypeKind::kEnum:
      return true;
    case TypeKind::kNative:
      return is_named_one_of(type, kNames);
    default:
      return false;
  }
}

bool is_temporal(const DataType& type) {
  static constexpr std::array<std::string_view, 4> kNames = {"datetime", "timestamp", "date", "time"};
  if (type.kind == TypeKind::kNative) return is_named_one_of(type, kNames);
  return type.kind == TypeKind::kDate || type.kind == TypeKind::kTime || type.kind == TypeKind::kDateTime ||
         type.kind == TypeKind::kInterval;
}

std::string implicit_default(const DataType& type) {
  const TypeName name = parse_type_name(type.kind == TypeKind::kNative ? type.name : type_word(type.kind));
  const bool is_enum = type.kind == TypeKind::kEnum || name.name == "enum";
  const std::vector<std::string> values =
      type.kind == TypeKind::kEnum ? type.values : string_list(name.arguments);
  if (is_enum && !values.empty()) return quoting().string(values.front());
  if (name.name == "date") return "0000-00-00";
  if (name.name == "datetime" || name.name == "timestamp") return "0000-00-00 00:00:00";
  if (name.name == "time") return "00:00:00";
  if (name.name == "year") return "0000";
  static constexpr std::array<std::string_view, 4> kNumbers = {"decimal", "float", "double", "bit"};
  const bool is_number = is_integer(type) || type.kind == TypeKind::kBoolean ||
                         std::ranges::find(kNumbers, name.name) != kNumbers.end();
  return is_number ? "0" : "''";
}

}  // namespace dbtool::dialects::mysql
