#include "dialects/postgresql/types.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "base/strings.h"
#include "dialects/postgresql/syntax.h"
#include "dialects/postgresql/type_name.h"

namespace dbtool::dialects::postgresql {

namespace {

struct Spelling {
  TypeKind kind;
  std::string_view sql;
  std::string_view format_type;  ///< what the catalog calls this kind; empty: it is another kind's name
  int max_arguments = 0;         ///< how many numbers it may have in parentheses
};

constexpr Spelling kSpellings[] = {
    {TypeKind::kSmallInteger, "SMALLINT", "smallint"},
    {TypeKind::kInteger, "INTEGER", "integer"},
    {TypeKind::kBigInteger, "BIGINT", "bigint"},
    {TypeKind::kBoolean, "BOOLEAN", "boolean"},
    {TypeKind::kString, "VARCHAR", "character varying", 1},
    {TypeKind::kUnicode, "VARCHAR", "", 1},
    {TypeKind::kText, "TEXT", "text"},
    {TypeKind::kNumeric, "NUMERIC", "numeric", 2},
    {TypeKind::kFloat, "FLOAT", "", 1},
    {TypeKind::kDouble, "DOUBLE PRECISION", "double precision"},
    {TypeKind::kDate, "DATE", "date"},
    {TypeKind::kTime, "TIME WITHOUT TIME ZONE", "time without time zone"},
    {TypeKind::kDateTime, "TIMESTAMP WITHOUT TIME ZONE", "timestamp without time zone"},
    {TypeKind::kInterval, "INTERVAL", "interval"},
    {TypeKind::kBinary, "BYTEA", ""},
    {TypeKind::kLargeBinary, "BYTEA", "bytea"},
    {TypeKind::kJson, "JSON", "json"},
    {TypeKind::kUuid, "UUID", "uuid"},
};

/// Characters, not bytes: what VARCHAR(n) counts.
std::ptrdiff_t longest(const std::vector<std::string>& values) {
  std::ptrdiff_t result = 1;  // VARCHAR(0) is refused
  for (const std::string& value : values) {
    const auto characters =
        std::ranges::count_if(value, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
    result = std::max(result, characters);
  }
  return result;
}

std::string with_arguments(const Spelling& spelling, const DataType& type) {
  std::string result(spelling.sql);
  if (spelling.max_arguments == 0 || !type.length) return result;
  result += fmt::format("({}", *type.length);
  if (spelling.max_arguments == 2 && type.scale) result += fmt::format(", {}", *type.scale);
  return result += ")";
}

std::string element_sql(const DataType& type) {
  if (type.kind == TypeKind::kNative) return type.name;
  if (type.kind == TypeKind::kEnum) {
    if (type.name.empty()) return fmt::format("VARCHAR({})", longest(type.values));
    const QualifiedName name = enum_name(type);
    return quoting().name(name.schema, name.name);
  }
  const auto* found = std::ranges::find(kSpellings, type.kind, &Spelling::kind);
  const std::string result = with_arguments(*found, type);
  return type.timezone ? base::replace_all(result, "WITHOUT", "WITH") : result;
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

std::optional<DataType> portable_type(const TypeName& name) {
  const std::string plain = base::replace_all(name.name, "with time zone", "without time zone");
  const auto* found = std::ranges::find_if(kSpellings, [&](const Spelling& spelling) {
    return !spelling.format_type.empty() && spelling.format_type == plain;
  });
  if (found == std::end(kSpellings)) return std::nullopt;
  DataType type{.kind = found->kind, .timezone = plain != name.name};
  if (!set_arguments(name.arguments, found->max_arguments, type)) return std::nullopt;
  return type;
}

}  // namespace

QualifiedName enum_name(const DataType& type) {
  const std::size_t dot = type.name.find('.');
  if (dot == std::string::npos) return {.schema = {}, .name = type.name};
  return {.schema = type.name.substr(0, dot), .name = type.name.substr(dot + 1)};
}

std::string type_sql(const DataType& declared) {
  const DataType& type = declared.select(traits().names);
  std::string result = element_sql(type);
  for (int i = 0; i < type.dimensions; ++i) result += "[]";
  return result;
}

DataType parse_type(std::string_view format_type) {
  TypeName name = parse_type_name(format_type);
  const int dimensions = name.is_array ? 1 : 0;
  name.is_array = false;
  DataType type = portable_type(name).value_or(DataType{.kind = TypeKind::kNative, .name = to_string(name)});
  type.dimensions = dimensions;
  return type;
}

}  // namespace dbtool::dialects::postgresql
