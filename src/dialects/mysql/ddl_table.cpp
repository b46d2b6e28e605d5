#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/strings.h"
#include "dialects/mysql/ddl.h"
#include "dialects/mysql/expression.h"
#include "dialects/mysql/options.h"
#include "dialects/mysql/syntax.h"
#include "dialects/mysql/type_name.h"
#include "dialects/mysql/types.h"
#include "schema/counting.h"

namespace dbtool::dialects::mysql {

namespace {

bool is_timestamp(const DataType& type) {
  return type.kind == TypeKind::kNative && parse_type_name(type.name).name == "timestamp";
}

/// An option as SQLAlchemy spells it: `ENGINE=InnoDB`, `CHARSET=utf8mb4`.
std::string option_sql(std::string_view name, std::string_view value) {
  std::string key = base::replace_all(base::to_upper(name), "COLLATION", "COLLATE");
  if (key == "DEFAULT_CHARSET") key = "CHARSET";
  return fmt::format("{}={}", key, value);
}

}  // namespace

const std::string& own_index_name(const ForeignKey& key) {
  const bool has_given_name = !key.name.empty() && key.name.find("_ibfk_") == std::string::npos;
  return has_given_name ? key.name : key.columns.front();
}

bool counts_itself(const Column& column, const Table& table) {
  if (column.computed || column.server_default) return false;
  if (column.autoincrement) return *column.autoincrement;
  Column plain = column;
  plain.identity.reset();  // what the server has for it
  return schema::counts_by_itself(table, plain, kMariadbNames);
}

std::string MysqlDdl::computed(const Computed& computed) const {
  return fmt::format(" GENERATED ALWAYS AS ({}){}", text_of(computed.sql).text,
                     computed.stored.value_or(false) ? " STORED" : "");
}

std::string MysqlDdl::default_expression(std::string_view sql) const {
  const std::string_view trimmed = base::trim(sql);
  const bool stands_alone = current_timestamp(trimmed) || is_constant(trimmed);
  if (stands_alone || !server_.has_expression_defaults()) return std::string(trimmed);
  const bool has_parentheses = trimmed.starts_with('(') && trimmed.ends_with(')') &&
                               canonical_expression(trimmed.substr(1, trimmed.size() - 2)).has_value();
  return has_parentheses ? std::string(trimmed) : fmt::format("({})", trimmed);
}

void MysqlDdl::require_known(const Column& column) const {
  const DataType& chosen = column.type.select(traits().names);
  const bool is_json = chosen.kind == TypeKind::kJson ||
                       (chosen.kind == TypeKind::kNative && base::equals_ignoring_case(chosen.name, "json"));
  const auto refuse = [&](std::string_view what) {
    throw Error(ErrorCode::kUnsupported,
                fmt::format("{} has no {}, as column '{}' wants", server_.name(), what, column.name))
        .with_hint(fmt::format("write 'except: [{}]' beside it, or use a newer server", traits().name()));
  };
  if (is_json && !server_.has_json()) refuse("JSON");
  if (column.computed && !server_.has_generated_columns()) refuse("generated columns");
  if (!option(column.options, kInvisible).empty() && !server_.has_invisible_columns()) {
    refuse("invisible columns");
  }
  if (!column.server_default || column.computed || server_.has_expression_defaults()) return;
  const std::string_view sql = base::trim(text_of(column.server_default->text).text);
  const bool is_expression = column.server_default->kind == ServerDefault::Kind::kExpression;
  const bool is_plain = current_timestamp(sql) || is_constant(sql) || sql.starts_with('_');
  // What cannot be read (`CURRENT_TIMESTAMP ON UPDATE …`) is for the server to judge.
  if (is_expression && !is_plain && canonical_expression(sql)) refuse("expressions as defaults");
}

std::string MysqlDdl::column(const Column& column, const Table& table) const {
  require_known(column);
  const DataType& chosen = column.type.select(traits().names);
  std::string result = quote(column.name) + " " + type(column.type);
  if (!column.collation.empty()) result += " COLLATE " + column.collation;
  if (column.computed) result += computed(*column.computed);
  if (!column.nullable) {
    // MariaDB takes no NOT NULL behind a generated column; MySQL does.
    if (!column.computed || !server_.is_mariadb) result += " NOT NULL";
  } else if (is_timestamp(chosen)) {
    result += " NULL";
  }
  if (!column.comment.empty()) result += " COMMENT " + literal(column.comment);
  if (counts_itself(column, table)) {
    result += " AUTO_INCREMENT";
  } else if (column.server_default && !column.computed) {
    const std::string value = default_value(*column.server_default, column.type);
    const bool needs_parentheses = !server_.is_mariadb && server_.has_expression_defaults() &&
                                   is_long(chosen) && !value.starts_with('(') &&
                                   !base::equals_ignoring_case(value, "null");
    result += needs_parentheses ? fmt::format(" DEFAULT ({})", value) : " DEFAULT " + value;
  }
  if (const std::string update = option(column.options, kOnUpdate); !update.empty()) {
    result += " ON UPDATE " + update;
  }
  if (!option(column.options, kInvisible).empty()) result += " INVISIBLE";
  if (const std::string check = option(column.options, kColumnCheck); !check.empty()) {
    result += fmt::format(" CHECK ({})", check);
  }
  return result;
}

const Index* counting_index(const Table& table) {
  for (const Column& column : table.columns) {
    if (column.autoincrement != true || !counts_itself(column, table)) continue;
    const auto begins = [&](const std::vector<std::string>& columns) {
      return !columns.empty() && columns.front() == column.name;
    };
    const bool has_key = (table.primary_key && begins(table.primary_key->columns)) ||
                         std::ranges::any_of(table.uniques, [&](const UniqueConstraint& unique) {
                           return begins(unique.columns);
                         });
    if (has_key) return nullptr;
    for (const Index& index : table.indexes) {
      if (!index.columns.empty() && index.columns.front().column == column.name) return &index;
    }
  }
  return nullptr;
}

std::vector<std::string> MysqlDdl::table_constraints(const Table& table) const {
  std::vector<std::string> parts = AnsiDdl::table_constraints(table);
  if (const Index* index = counting_index(table)) parts.push_back(index_sql({.index = *index}, {}));
  return parts;
}

std::string MysqlDdl::options_sql(const DialectOptions& options) const {
  std::map<std::string, std::string> values;
  for (const std::string_view name : traits().names) {
    const auto own = options.find(std::string(name));
    if (own != options.end()) values.insert(own->second.begin(), own->second.end());
  }
  std::string result;
  for (const auto& [name, value] : values) {
    if (value == "false" || name == kPartitionBy || name == kCollation) continue;
    result += " " + option_sql(name, value);
  }
  // A character set would take back the collation before it.
  if (const auto found = values.find(std::string(kCollation));
      found != values.end() && found->second != "false") {
    result += " " + option_sql(kCollation, found->second);
  }
  return result;
}

std::string MysqlDdl::table_suffix(const Table& table) const {
  std::string result = options_sql(table.options);
  if (!table.comment.empty()) result += " COMMENT=" + literal(table.comment);
  if (const std::string partitions = option(table.options, kPartitionBy); !partitions.empty()) {
    result += " PARTITION BY " + partitions;
  }
  return result;
}

// --- Keys and indexes ---

void MysqlDdl::require_plain(const ForeignKey& key) const {
  const bool is_plain =
      key.match.empty() && !key.deferrable.value_or(false) && key.initially != Initially::kDeferred;
  const bool sets_default =
      key.on_delete == ReferentialAction::kSetDefault || key.on_update == ReferentialAction::kSetDefault;
  if (sets_default)
    throw unsupported(fmt::format("SET DEFAULT of a foreign key, such as '{}' has", key.name));
  if (!is_plain)
    throw unsupported(fmt::format("MATCH or DEFERRABLE of a foreign key, such as '{}' has", key.name));
}

std::string MysqlDdl::foreign_key_sql(const ForeignKey& key, std::string_view schema) const {
  require_plain(key);
  return foreign_key(key, schema);
}

std::string MysqlDdl::unique_constraint(const UniqueConstraint& unique) const {
  const bool is_plain = !unique.deferrable.value_or(false) && unique.initially != Initially::kDeferred &&
                        !unique.nulls_not_distinct && unique.include.empty();
  if (!is_plain)
    throw unsupported(fmt::format("options of a unique constraint, such as '{}' has", unique.name));
  return fmt::format("{}UNIQUE {}", constraint_name(unique.name), key_columns(unique.columns, unique.parts));
}

std::string MysqlDdl::exclude_constraint(const ExcludeConstraint& exclude) const {
  throw unsupported(fmt::format("exclusion constraints, such as '{}'", exclude.name));
}

std::string MysqlDdl::referenced_table(const Reference& reference, std::string_view schema) const {
  // A name without a database is one of the table's own.
  return qualified(reference.schema.empty() ? schema : std::string_view(reference.schema), reference.table);
}

std::string MysqlDdl::index_element(const IndexElement& element) const {
  std::string result;
  if (!element.column.empty()) {
    result = quote(element.column);
    if (element.length) result += fmt::format("({})", *element.length);
  } else {
    if (!server_.has_expression_indexes()) {
      throw unsupported(fmt::format("indexes of expressions, such as '{}'", text_of(element.expression).text))
          .with_hint("add a generated column for it, and index that");
    }
    result = fmt::format("({})", text_of(element.expression).text);
  }
  if (element.order == SortOrder::kAscending) result += " ASC";
  if (element.order == SortOrder::kDescending) result += " DESC";
  return result;
}

std::string MysqlDdl::index_sql(const ops::CreateIndex& operation, std::string_view table) const {
  const Index& index = operation.index;
  if (!text_of(index.where).empty()) {
    throw unsupported(fmt::format("indexes of some rows only, such as '{}'", index.name));
  }
  if (!index.include.empty() || index.nulls_not_distinct) {
    throw unsupported(fmt::format("such an index as '{}'", index.name));
  }
  const std::string method = base::to_lower(index.using_method);
  const bool is_kind = method == "fulltext" || method == "spatial";
  std::string sql = is_kind ? base::to_upper(method) + " " : index.unique ? "UNIQUE " : "";
  sql += "INDEX ";
  if (operation.if_not_exists && server_.has_if_exists()) sql += "IF NOT EXISTS ";
  sql += quote(index.name);
  if (!method.empty() && !is_kind) sql += " USING " + index.using_method;
  if (!table.empty()) sql += fmt::format(" ON {}", table);
  std::vector<std::string> elements;
  for (const IndexElement& element : index.columns) elements.push_back(index_element(element));
  sql += fmt::format(" ({})", fmt::join(elements, ", "));
  for (const auto& [name, value] : index.with) {
    if (name == "comment") {
      sql += " COMMENT " + literal(value);
    } else if (name == "parser") {
      sql += " WITH PARSER " + value;
    } else if (name == "ignored" || name == "invisible") {
      sql += " " + base::to_upper(name);
    } else {
      sql += fmt::format(" {}={}", base::to_upper(name), value);
    }
  }
  return sql;
}

std::string MysqlDdl::create_index(const ops::CreateIndex& operation) const {
  return "CREATE " + index_sql(operation, qualified(operation.schema, operation.table));
}

}  // namespace dbtool::dialects::mysql
