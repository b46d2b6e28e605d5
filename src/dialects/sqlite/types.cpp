#include "dialects/sqlite/types.h"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

#include "base/strings.h"
#include "dialect/ansi_ddl.h"
#include "dialect/type_text.h"
#include "dialects/sqlite/ddl.h"
#include "dialects/sqlite/syntax.h"
#include "dialects/sqlite/token_reader.h"
#include "sql/normalize.h"

namespace dbtool::dialects::sqlite {

namespace {

struct Spelling {
  TypeKind kind;
  std::string_view sql;
  int max_arguments;  ///< how many numbers it may have in parentheses
  bool reads_back;    ///< the catalog's spelling means this kind
};

constexpr Spelling kSpellings[] = {
    {TypeKind::kSmallInteger, "SMALLINT", 0, true},
    {TypeKind::kInteger, "INTEGER", 0, true},
    {TypeKind::kBigInteger, "BIGINT", 0, true},
    {TypeKind::kBoolean, "BOOLEAN", 0, true},
    {TypeKind::kString, "VARCHAR", 1, true},
    {TypeKind::kUnicode, "VARCHAR", 1, false},
    {TypeKind::kText, "TEXT", 0, true},
    {TypeKind::kNumeric, "NUMERIC", 2, true},
    {TypeKind::kFloat, "FLOAT", 0, true},
    {TypeKind::kDouble, "DOUBLE", 0, true},
    {TypeKind::kDate, "DATE", 0, true},
    {TypeKind::kTime, "TIME", 0, true},
    {TypeKind::kDateTime, "DATETIME", 0, true},
    {TypeKind::kInterval, "DATETIME", 0, false},
    {TypeKind::kBinary, "BINARY", 1, true},
    {TypeKind::kLargeBinary, "BLOB", 0, true},
    {TypeKind::kJson, "JSON", 0, true},
    {TypeKind::kUuid, "CHAR(32)", 0, false},
};

/// Characters, not bytes: what VARCHAR(n) counts.
int longest(const std::vector<std::string>& values) {
  std::ptrdiff_t result = 0;
  for (const std::string& value : values) {
    const auto characters =
        std::ranges::count_if(value, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
    result = std::max(result, characters);
  }
  return static_cast<int>(result);
}

std::string with_arguments(const Spelling& spelling, const DataType& type) {
  std::string result(spelling.sql);
  if (spelling.max_arguments == 0 || !type.length) return result;
  result += fmt::format("({}", *type.length);
  if (spelling.max_arguments == 2 && type.scale) result += fmt::format(", {}", *type.scale);
  return result += ")";
}

std::optional<int> to_integer(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < 0) return std::nullopt;
  return value;
}

/// The arguments in `(10, 2)`; nothing if they are anything but numbers.
std::optional<std::vector<int>> parse_arguments(std::string_view text) {
  std::vector<int> numbers;
  for (const std::string_view part : base::split(text, ',')) {
    const auto number = to_integer(base::trim(part));
    if (!number) return std::nullopt;
    numbers.push_back(*number);
  }
  return numbers;
}

DataType native(std::string_view text) { return {.kind = TypeKind::kNative, .name = std::string(text)}; }

constexpr std::array<std::string_view, 2> kDecimals = {"numeric", "decimal"};
constexpr dialect::Synonyms kSynonyms[] = {kDecimals};

/// As Alembic: one pair of parentheses, then one pair of quotes, say nothing.
std::string stripped_default(std::string_view text) {
  std::string_view result = base::trim(text);
  if (result.starts_with('(') && is_default_term(result)) {
    result = base::trim(result.substr(1, result.size() - 2));
  }
  const bool one_token = is_default_term(result);
  if (one_token && (result.starts_with('\'') || result.starts_with('"'))) return unquoted(result);
  return sql::normalized(result, syntax(), sql::OuterParentheses::kStrip);
}

/// For a boolean column `true` is 1, however it is written.
std::string comparable_default(std::string_view text, const DataType& type) {
  std::string result = stripped_default(text);
  if (type.kind == TypeKind::kBoolean && base::equals_ignoring_case(result, "true")) return "1";
  if (type.kind == TypeKind::kBoolean && base::equals_ignoring_case(result, "false")) return "0";
  return result;
}

class SqliteTypes : public TypeSystem {
 public:
  bool same_type(const DataType& inspected, const DataType& declared) const override {
    return dialect::same_type_text(type_sql(inspected), type_sql(declared), kSynonyms);
  }

  bool same_default(const std::optional<ServerDefault>& inspected, const Column& declared) const override {
    const auto is = text_of(inspected, declared.type);
    const auto wanted = text_of(declared.server_default, declared.type);
    return is == wanted;
  }

  bool same_expression(std::string_view inspected, std::string_view declared) const override {
    return sql::normalized(inspected, syntax(), sql::OuterParentheses::kStrip) ==
           sql::normalized(declared, syntax(), sql::OuterParentheses::kStrip);
  }

 private:
  /// Nothing for no default, and for DEFAULT NULL, which is the same.
  static std::optional<std::string> text_of(const std::optional<ServerDefault>& value, const DataType& type) {
    if (!value) return std::nullopt;
    const std::string sql = ddl().default_sql(*value, type);
    if (base::equals_ignoring_case(sql, "null")) return std::nullopt;
    return comparable_default(sql, type.select(traits().names));
  }
};

}  // namespace

std::string type_sql(const DataType& declared) {
  const DataType& type = declared.select(traits().names);
  if (type.dimensions > 0) {
    throw Error(ErrorCode::kUnsupported, fmt::format("SQLite has no arrays, such as '{}'", to_string(type)))
        .with_hint("give SQLite a type of its own: {default: json, postgresql: …}");
  }
  if (type.kind == TypeKind::kNative) return type.name;
  if (type.kind == TypeKind::kEnum) return fmt::format("VARCHAR({})", longest(type.values));
  const auto* found = std::ranges::find(kSpellings, type.kind, &Spelling::kind);
  return with_arguments(*found, type);
}

DataType parse_type(std::string_view text) {
  const std::size_t open = text.find('(');
  const std::string_view word = base::trim(text.substr(0, open));
  const auto* found = std::ranges::find_if(kSpellings, [&](const Spelling& spelling) {
    return spelling.reads_back && base::equals_ignoring_case(spelling.sql, word);
  });
  if (found == std::end(kSpellings)) return native(text);
  if (open == std::string_view::npos) return {.kind = found->kind};

  if (!text.ends_with(')')) return native(text);
  const auto numbers = parse_arguments(text.substr(open + 1, text.size() - open - 2));
  if (!numbers || numbers->size() > static_cast<std::size_t>(found->max_arguments)) return native(text);
  DataType type{.kind = found->kind, .length = numbers->front()};
  if (numbers->size() == 2) type.scale = numbers->back();
  return type;
}

ServerDefault parse_default(std::string_view written, const DataType& type) {
  std::string_view sql = TokenReader(written).rest();  // without comments around it
  while (sql.starts_with('(') && is_default_term(sql)) sql = base::trim(sql.substr(1, sql.size() - 2));
  std::string text = sql.starts_with('\'') ? unquoted(sql) : std::string(sql);
  if (type.kind == TypeKind::kBoolean && (text == "0" || text == "1")) text = text == "1" ? "true" : "false";
  ServerDefault literal{.kind = ServerDefault::Kind::kLiteral, .text = DialectText(std::move(text))};
  if (ddl().default_sql(literal, type) == sql) return literal;
  return {.kind = ServerDefault::Kind::kExpression, .text = DialectText(std::string(sql))};
}

const TypeSystem& type_system() {
  static const SqliteTypes types;
  return types;
}

}  // namespace dbtool::dialects::sqlite
