#include <algorithm>
#include <array>
#include <vector>

#include "base/strings.h"
#include "dialects/postgresql/ddl.h"
#include "dialects/postgresql/expression.h"
#include "dialects/postgresql/names.h"
#include "dialects/postgresql/options.h"
#include "dialects/postgresql/syntax.h"
#include "dialects/postgresql/type_name.h"
#include "dialects/postgresql/types.h"

namespace dbtool::dialects::postgresql {

namespace {

using Kind = Expression::Kind;

TypeName type_name_of(const DataType& type) { return without_public(parse_type_name(type_sql(type))); }

bool is_constant(const Expression& expression) {
  return expression.kind == Kind::kNumber || expression.kind == Kind::kString;
}

/// What stands behind the casts that are the server's own way to write a constant.
const Expression& without_casts(const Expression& expression) {
  const Expression* inner = &expression;
  while (inner->kind == Kind::kCast) inner = &inner->parts.front();
  return *inner;
}

bool is_null(const Expression& expression) {
  const Expression& inner = without_casts(expression);
  return inner.kind == Kind::kName && inner.text == "null";
}

/// `t`, `yes`, `on`, `1` and their like are true, as the server reads them.
std::string boolean_text(const std::string& text) {
  static constexpr std::array<std::string_view, 5> kTrue = {"t", "true", "y", "yes", "on"};
  static constexpr std::array<std::string_view, 5> kFalse = {"f", "false", "n", "no", "off"};
  const std::string lower = base::to_lower(text);
  if (lower == "1" || std::ranges::find(kTrue, lower) != kTrue.end()) return "true";
  if (lower == "0" || std::ranges::find(kFalse, lower) != kFalse.end()) return "false";
  return text;
}

bool is_boolean(const DataType& type) { return type.kind == TypeKind::kBoolean && type.dimensions == 0; }

class PostgresqlTypes final : public TypeSystem {
 public:
  bool same_type(const DataType& inspected, const DataType& declared) const override {
    const DataType& is = inspected.select(traits().names);
    const DataType& wanted = declared.select(traits().names);
    return equal(is, wanted) || type_name_of(is) == type_name_of(wanted);
  }

  bool same_default(const std::optional<ServerDefault>& inspected, const Column& declared) const override {
    if (inspected == declared.server_default) return true;
    const DataType& type = declared.type.select(traits().names);
    const auto is = sql_of(inspected, type);
    const auto wanted = sql_of(declared.server_default, type);
    if (!is || !wanted) return is == wanted;
    if (postgresql::same_expression(*is, *wanted)) return true;
    const auto value = constant_text(*is, type);
    return value && value == constant_text(*wanted, type);
  }

  bool same_expression(std::string_view inspected, std::string_view declared) const override {
    return postgresql::same_expression(inspected, declared);
  }

  bool same_option(std::string_view name, std::string_view inspected,
                   std::string_view declared) const override {
    if (inspected == declared) return true;
    if (name == kForValues) return is_default_bound(inspected) && is_default_bound(declared);
    const bool is_name = name == kPartitionOf || name == kInherits;
    return is_name && inspected != "false" && declared != "false" &&
           names_of(inspected) == names_of(declared);
  }

 private:
  static bool is_default_bound(std::string_view bound) {
    return bound == "false" || base::equals_ignoring_case(bound, "default");
  }

  /// As with types, a name in `public` is one without a schema.
  static std::vector<QualifiedName> names_of(std::string_view sql) {
    std::vector<QualifiedName> names = parse_names(sql);
    for (QualifiedName& name : names) {
      if (name.schema == "public") name.schema.clear();
    }
    return names;
  }

  /// Most types are, and need not be parsed for it.
  static bool equal(const DataType& a, const DataType& b) {
    return a.kind == b.kind && a.length == b.length && a.scale == b.scale && a.timezone == b.timezone &&
           a.dimensions == b.dimensions && a.name == b.name && a.kind != TypeKind::kEnum;
  }

  /// Nothing for no default, and for DEFAULT NULL, which is the same.
  static std::optional<std::string> sql_of(const std::optional<ServerDefault>& value, const DataType& type) {
    if (!value) return std::nullopt;
    std::string sql = ddl().default_sql(*value, type);
    const auto expression = parse_expression(sql);
    if (expression && is_null(*expression)) return std::nullopt;
    return sql;
  }

  /// A constant, however it is quoted and cast: the column's type decides what it is.
  static std::optional<std::string> constant_text(const std::string& sql, const DataType& type) {
    const auto expression = parse_expression(sql);
    if (!expression) return std::nullopt;
    const Expression& inner = without_casts(*expression);
    const bool is_truth = inner.kind == Kind::kName && (inner.text == "true" || inner.text == "false");
    if (!is_constant(inner) && !is_truth) return std::nullopt;
    return is_boolean(type) ? boolean_text(inner.text) : inner.text;
  }
};

/// True if a constant that is cast to this type is what the column stores anyway.
bool is_own_type(const std::string& cast, const DataType& type) {
  TypeName column = type_name_of(type);
  TypeName written = without_public(parse_type_name(cast));
  column.arguments.clear();  // 'x'::character varying for a VARCHAR(9)
  written.arguments.clear();
  if (column.name == "character") column.name = "bpchar";
  if (written.name == "character") written.name = "bpchar";
  return column == written;
}

std::optional<std::string> literal_text(const Expression& expression, const DataType& type) {
  if (is_constant(expression)) return expression.text;
  const bool is_truth = expression.text == "true" || expression.text == "false";
  if (expression.kind == Kind::kName && is_truth && is_boolean(type)) return expression.text;
  if (expression.kind != Kind::kCast || !is_own_type(expression.text, type)) return std::nullopt;
  const Expression& inner = expression.parts.front();
  return is_constant(inner) ? std::optional(inner.text) : std::nullopt;
}

}  // namespace

ServerDefault parse_default(std::string_view written, const DataType& declared) {
  const DataType& type = declared.select(traits().names);
  const auto expression = parse_expression(written);
  auto text = expression ? literal_text(*expression, type) : std::nullopt;
  if (!text) return {.kind = ServerDefault::Kind::kExpression, .text = DialectText(std::string(written))};
  return {.kind = ServerDefault::Kind::kLiteral, .text = DialectText(std::move(*text))};
}

const TypeSystem& type_system() {
  static const PostgresqlTypes types;
  return types;
}

}  // namespace dbtool::dialects::postgresql
