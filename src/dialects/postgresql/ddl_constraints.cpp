#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/strings.h"
#include "dialects/postgresql/ddl.h"
#include "dialects/postgresql/expression.h"
#include "dialects/postgresql/options.h"
#include "dialects/postgresql/syntax.h"
#include "sql/lexer.h"

namespace dbtool::dialects::postgresql {

namespace {

/// True for `lower(a)` and `(a || b)`, which an index takes as they are; other expressions need parentheses.
bool stands_alone(std::string_view sql) {
  sql::Lexer lexer(sql, syntax());
  sql::Token token = lexer.next();
  const bool is_case =
      token.kind == sql::TokenKind::kWord && base::equals_ignoring_case(token.in(sql), "case");
  while (token.kind == sql::TokenKind::kWord || token.kind == sql::TokenKind::kQuotedIdentifier ||
         token.in(sql) == ".") {
    token = lexer.next();
  }
  if (is_case || token.in(sql) != "(") return false;
  int depth = 0;
  for (; token.kind != sql::TokenKind::kEnd; token = lexer.next()) {
    if (token.kind == sql::TokenKind::kComment) continue;
    if (depth == 0 && token.in(sql) != "(") return false;  // something comes behind it
    if (token.in(sql) == "(") ++depth;
    if (token.in(sql) == ")" && --depth == 0) return lexer.next().kind == sql::TokenKind::kEnd;
  }
  return false;
}

std::string in_parentheses(const std::string& sql) { return stands_alone(sql) ? sql : "(" + sql + ")"; }

}  // namespace

// --- Constraints ---

namespace {

void refuse_parts(std::string_view kind, const std::vector<IndexElement>& parts) {
  for (const IndexElement& part : parts) {
    if (part == IndexElement{.column = part.column}) continue;
    throw Error(ErrorCode::kUnsupported,
                fmt::format("a {} cannot say how its column '{}' is compared or ordered", kind, part.column))
        .with_hint("give the column a collation, or create a unique index");
  }
}

std::vector<std::string> names_in(std::string_view list) {
  std::vector<std::string> names;
  for (const std::string_view each : base::split(list, ',')) names.emplace_back(base::trim(each));
  return names;
}

/// `(a, PERIOD b)`, `(a, b WITHOUT OVERLAPS)`: a list with words around its last name.
std::string with_last(std::string list, std::string_view before, std::string_view after) {
  const std::size_t comma = list.rfind(", ");
  list.insert(list.size() - 1, after);
  list.insert(comma == std::string::npos ? 1 : comma + 2, before);
  return list;
}

}  // namespace

std::string PostgresqlDdl::foreign_columns(const ForeignKey& key,
                                           const std::vector<std::string>& columns) const {
  std::string list = column_list(columns);
  return option(key.options, kPeriod).empty() ? list : with_last(std::move(list), "PERIOD ", "");
}

std::string PostgresqlDdl::deleted_columns(const ForeignKey& key) const {
  const std::string columns = option(key.options, kOnDeleteColumns);
  return columns.empty() ? "" : " " + column_list(names_in(columns));
}

std::string PostgresqlDdl::constraint_suffix(const DialectOptions& options) const {
  std::string result;
  if (!option(options, kNoInherit).empty()) result += " NO INHERIT";
  if (!option(options, kNotEnforced).empty()) result += " NOT ENFORCED";
  return result;
}

template <class Key>
std::string PostgresqlDdl::unique_columns(const Key& key) const {
  std::string list = column_list(key.columns);
  return option(key.options, kWithoutOverlaps).empty() ? list
                                                       : with_last(std::move(list), "", " WITHOUT OVERLAPS");
}

std::string PostgresqlDdl::primary_key(const PrimaryKey& key) const {
  refuse_parts("primary key", key.parts);
  std::string result = fmt::format("{}PRIMARY KEY {}", constraint_name(key.name), unique_columns(key));
  if (const std::string include = option(key.options, kInclude); !include.empty()) {
    result += " INCLUDE " + column_list(names_in(include));
  }
  if (const std::string deferrable = option(key.options, kDeferrable); !deferrable.empty()) {
    result +=
        dialect::deferrability(true, deferrable == "deferred" ? Initially::kDeferred : Initially::kUnset);
  }
  return result;
}

std::string PostgresqlDdl::unique_constraint(const UniqueConstraint& unique) const {
  refuse_parts("unique constraint", unique.parts);
  return fmt::format("{}UNIQUE {}{}{}{}", constraint_name(unique.name),
                     unique.nulls_not_distinct ? "NULLS NOT DISTINCT " : "", unique_columns(unique),
                     unique.include.empty() ? "" : " INCLUDE " + column_list(unique.include),
                     dialect::deferrability(unique.deferrable, unique.initially));
}

std::string PostgresqlDdl::exclude_constraint(const ExcludeConstraint& exclude) const {
  std::vector<std::string> elements;
  for (const ExcludeElement& each : exclude.elements) {
    const auto parsed = parse_expression(each.element);
    const bool is_column = parsed && parsed->kind == Expression::Kind::kName;
    elements.push_back(
        fmt::format("{} WITH {}", is_column ? each.element : in_parentheses(each.element), each.with));
  }
  return fmt::format("{}EXCLUDE USING {} ({}){}{}", constraint_name(exclude.name),
                     exclude.using_method.empty() ? "gist" : exclude.using_method, fmt::join(elements, ", "),
                     exclude.where.empty() ? "" : fmt::format(" WHERE ({})", exclude.where),
                     dialect::deferrability(exclude.deferrable, exclude.initially));
}

// --- Indexes ---

std::string PostgresqlDdl::index_element(const IndexElement& element) const {
  std::string result =
      element.column.empty() ? in_parentheses(expression(element.expression)) : quote(element.column);
  if (!element.collation.empty()) result += " COLLATE " + quote(element.collation);
  if (!element.opclass.empty()) result += " " + element.opclass;
  if (element.order == SortOrder::kAscending) result += " ASC";
  if (element.order == SortOrder::kDescending) result += " DESC";
  if (element.nulls == NullsOrder::kFirst) result += " NULLS FIRST";
  if (element.nulls == NullsOrder::kLast) result += " NULLS LAST";
  return result;
}

std::string PostgresqlDdl::create_index(const ops::CreateIndex& operation) const {
  const Index& index = operation.index;
  std::vector<std::string> elements;
  for (const IndexElement& element : index.columns) elements.push_back(index_element(element));
  std::vector<std::string> parameters;
  for (const auto& [name, value] : index.with) parameters.push_back(fmt::format("{} = {}", name, value));

  std::string sql = fmt::format("CREATE {}INDEX {}{}{} ON {}", index.unique ? "UNIQUE " : "",
                                operation.concurrently ? "CONCURRENTLY " : "",
                                operation.if_not_exists ? "IF NOT EXISTS " : "", quote(index.name),
                                qualified(operation.schema, operation.table));
  if (!index.using_method.empty()) sql += " USING " + index.using_method;
  sql += fmt::format(" ({})", fmt::join(elements, ", "));
  if (!index.include.empty()) sql += " INCLUDE " + column_list(index.include);
  if (index.unique && index.nulls_not_distinct) sql += " NULLS NOT DISTINCT";
  if (!parameters.empty()) sql += fmt::format(" WITH ({})", fmt::join(parameters, ", "));
  if (!index.tablespace.empty()) sql += " TABLESPACE " + quote(index.tablespace);
  if (const std::string& where = expression(index.where); !where.empty()) sql += " WHERE " + where;
  return sql;
}

}  // namespace dbtool::dialects::postgresql
