#include <algorithm>
#include <array>
#include <iterator>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "base/strings.h"
#include "dialects/postgresql/ddl.h"
#include "dialects/postgresql/expression.h"
#include "dialects/postgresql/named_enums.h"
#include "dialects/postgresql/options.h"
#include "dialects/postgresql/syntax.h"
#include "dialects/postgresql/type_name.h"
#include "dialects/postgresql/types.h"
#include "sql/lexer.h"

namespace dbtool::dialects::postgresql {

using dialect::Emission;

namespace {

std::vector<const Column*> all_columns(const Table& table) {
  std::vector<const Column*> columns;
  columns.reserve(table.columns.size());
  for (const Column& column : table.columns) columns.push_back(&column);
  return columns;
}

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

// --- CREATE TABLE ---

void PostgresqlDdl::emit(const ops::CreateTable& operation, Emission& out) const {
  const Table& table = operation.table;
  const QualifiedName name = table.qualified_name();
  emit_missing_enums(all_columns(table), name, out);
  AnsiDdl::emit(operation, out);
  for (const ForeignKey& key : table.foreign_keys) {
    if (key.not_valid) emit(ops::CreateForeignKey{name.name, name.schema, key}, out);
  }
  for (const CheckConstraint& check : table.checks) {
    if (check.not_valid) emit(ops::CreateCheckConstraint{name.name, name.schema, check}, out);
  }
  if (!table.comment.empty()) emit_comment("TABLE", this->name(name), table.comment, out);
  for (const Column& column : table.columns) emit_column_extras(column, name, out);
}

std::string PostgresqlDdl::create_table(const Table& table, bool if_not_exists) const {
  const std::string parent = option(table.options, kPartitionOf);
  std::string sql;
  if (parent.empty()) {
    sql = AnsiDdl::create_table(table, if_not_exists);
  } else {
    // Columns and constraints are the parent's.
    const std::string values = option(table.options, kForValues);
    const bool is_default = values.empty() || base::equals_ignoring_case(values, "default");
    sql = fmt::format("CREATE TABLE {}{} PARTITION OF {} {}{}", if_not_exists ? "IF NOT EXISTS " : "",
                      qualified(table.schema, table.name), parent,
                      is_default ? "DEFAULT" : "FOR VALUES " + values, table_suffix(table));
  }
  if (!option(table.options, kUnlogged).empty()) sql.insert(std::string_view("CREATE ").size(), "UNLOGGED ");
  return sql;
}

std::string PostgresqlDdl::table_suffix(const Table& table) const {
  std::string result;
  const auto add = [&](std::string_view key, std::string_view before, std::string_view after = "") {
    const std::string value = option(table.options, key);
    if (!value.empty()) result += fmt::format("\n {}{}{}", before, value, after);
  };
  add(kInherits, "INHERITS ( ", " )");
  add(kPartitionBy, "PARTITION BY ");
  add(kWith, "WITH (", ")");
  add(kTablespace, "TABLESPACE ");
  return result;
}

std::vector<std::string> PostgresqlDdl::table_constraints(const Table& table) const {
  const auto is_valid = [](const auto& constraint) { return !constraint.not_valid; };
  const bool all_valid =
      std::ranges::all_of(table.foreign_keys, is_valid) && std::ranges::all_of(table.checks, is_valid);
  if (all_valid) return AnsiDdl::table_constraints(table);
  // CREATE TABLE takes every constraint for valid: these are added behind it.
  Table valid = table;
  std::erase_if(valid.foreign_keys, [](const ForeignKey& key) { return key.not_valid; });
  std::erase_if(valid.checks, [](const CheckConstraint& check) { return check.not_valid; });
  return AnsiDdl::table_constraints(valid);
}

void PostgresqlDdl::emit(const ops::DropTable& operation, Emission& out) const {
  const QualifiedName name{operation.schema, operation.name};
  const std::vector<DataType> types = out.tables().column_types(name);
  // A database tells of its enums as such; what was only written may name them as native types.
  const bool may_be_native = std::ranges::any_of(
      types, [&](const DataType& type) { return type.select(traits().names).kind == TypeKind::kNative; });
  const std::vector<EnumType> known =
      may_be_native ? out.tables().around(name).enums : std::vector<EnumType>();
  AnsiDdl::emit(operation, out);
  emit_unused_enums(enums_among(types, known), out);
}

namespace {

/// The names in `fillfactor=70, autovacuum_enabled=false`.
std::set<std::string> parameter_names(std::string_view parameters) {
  std::set<std::string> names;
  for (const std::string_view each : base::split(parameters, ',')) {
    const std::string_view name = base::trim(each.substr(0, each.find('=')));
    if (!name.empty()) names.emplace(name);
  }
  return names;
}

std::map<std::string, std::string> own_options(const DialectOptions& options) {
  const auto own = options.find(std::string(kNames.front()));
  return own == options.end() ? std::map<std::string, std::string>() : own->second;
}

/// `SET (fillfactor=70)`, and RESET for what is not said any more.
std::vector<std::string> parameter_changes(const std::string& wanted, const std::string& existing) {
  std::vector<std::string> changes;
  std::vector<std::string> gone;
  const std::set<std::string> kept = parameter_names(wanted);
  std::ranges::set_difference(parameter_names(existing), kept, std::back_inserter(gone));
  if (!kept.empty()) changes.push_back(fmt::format("SET ({})", wanted));
  if (!gone.empty()) changes.push_back(fmt::format("RESET ({})", fmt::join(gone, ", ")));
  return changes;
}

}  // namespace

void PostgresqlDdl::emit(const ops::AlterTableOptions& operation, Emission& out) const {
  for (const auto& [name, value] : own_options(operation.options)) {
    const bool is_gone = value == "false";
    std::vector<std::string> changes;
    if (name == kTablespace) {
      changes = {"SET TABLESPACE " + (is_gone ? std::string("pg_default") : quote(value))};
    } else if (name == kUnlogged) {
      changes = {is_gone ? "SET LOGGED" : "SET UNLOGGED"};
    } else if (name == kWith) {
      changes = parameter_changes(is_gone ? "" : value, option(operation.existing, kWith));
    } else {
      throw Error(ErrorCode::kUnsupported,
                  fmt::format("option '{}' of table '{}' cannot be changed", name, operation.table))
          .with_hint("create another table and move the rows with 'execute'");
    }
    for (const std::string& change : changes) {
      out.add(fmt::format("ALTER TABLE {} {}", qualified(operation.schema, operation.table), change));
    }
  }
}

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

}  // namespace

std::string PostgresqlDdl::primary_key(const PrimaryKey& key) const {
  refuse_parts("primary key", key.parts);
  std::string result = fmt::format("{}PRIMARY KEY {}", constraint_name(key.name), column_list(key.columns));
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
                     unique.nulls_not_distinct ? "NULLS NOT DISTINCT " : "", column_list(unique.columns),
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
