#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "base/strings.h"
#include "dialect/ansi_ddl.h"

namespace dbtool::dialect {

namespace {

std::string_view action_sql(ReferentialAction action) {
  switch (action) {
    case ReferentialAction::kNoAction:
      return {};
    case ReferentialAction::kRestrict:
      return "RESTRICT";
    case ReferentialAction::kCascade:
      return "CASCADE";
    case ReferentialAction::kSetNull:
      return "SET NULL";
    case ReferentialAction::kSetDefault:
      return "SET DEFAULT";
  }
  return {};
}

/// The value of a boolean's default, as people write it; nothing for any other text.
std::optional<bool> boolean_value(std::string_view text) {
  const std::string lower = base::to_lower(text);
  if (lower == "true" || lower == "1") return true;
  if (lower == "false" || lower == "0") return false;
  return std::nullopt;
}

std::size_t skip_digits(std::string_view text, std::size_t from) noexcept {
  while (from < text.size() && text[from] >= '0' && text[from] <= '9') ++from;
  return from;
}

}  // namespace

std::string deferrability(std::optional<bool> deferrable, Initially initially) {
  std::string result;
  if (deferrable) result += *deferrable ? " DEFERRABLE" : " NOT DEFERRABLE";
  if (initially == Initially::kImmediate) result += " INITIALLY IMMEDIATE";
  if (initially == Initially::kDeferred) result += " INITIALLY DEFERRED";
  return result;
}

bool is_number(std::string_view text) noexcept {
  const std::size_t begin = !text.empty() && (text[0] == '-' || text[0] == '+') ? 1 : 0;
  std::size_t at = skip_digits(text, begin);
  std::size_t digits = at - begin;
  if (at < text.size() && text[at] == '.') {
    const std::size_t fraction = at + 1;
    at = skip_digits(text, fraction);
    digits += at - fraction;
  }
  if (digits == 0) return false;
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    if (at < text.size() && (text[at] == '-' || text[at] == '+')) ++at;
    const std::size_t exponent = at;
    at = skip_digits(text, exponent);
    if (at == exponent) return false;
  }
  return at == text.size();
}

bool AnsiDdl::takes_numbers(const DataType& type) const {
  switch (type.kind) {
    case TypeKind::kSmallInteger:
    case TypeKind::kInteger:
    case TypeKind::kBigInteger:
    case TypeKind::kNumeric:
    case TypeKind::kFloat:
    case TypeKind::kDouble:
    case TypeKind::kNative:  // nobody knows: what looks like a number is taken for one
      return true;
    default:
      return false;
  }
}

std::string AnsiDdl::default_value(const ServerDefault& value, const DataType& type) const {
  const std::string& text = text_of(value.text).text;
  if (value.kind == ServerDefault::Kind::kExpression) return default_expression(text);
  const DataType& chosen = type.select(traits_.names);
  if (chosen.dimensions == 0 && takes_numbers(chosen) && is_number(text)) return text;
  if (chosen.dimensions == 0 && takes_booleans(chosen)) {
    if (const auto boolean = boolean_value(text)) return std::string(boolean_literal(*boolean));
  }
  return literal(text);
}

std::string AnsiDdl::computed(const Computed& computed) const {
  return fmt::format(" GENERATED ALWAYS AS ({}){}", text_of(computed.sql).text,
                     computed.stored.value_or(traits_.stores_computed) ? " STORED" : "");
}

std::string AnsiDdl::column(const Column& column, const Table&) const {
  std::string result = quote(column.name);
  if (const std::string spelling = type(column.type); !spelling.empty()) result += " " + spelling;
  if (!column.collation.empty()) result += " COLLATE " + quote(column.collation);
  if (column.server_default && !column.computed) {
    result += " DEFAULT " + default_value(*column.server_default, column.type);
  }
  if (!column.nullable) result += not_null(column);
  if (column.computed) result += computed(*column.computed);
  return result;
}

std::string AnsiDdl::column_list(const std::vector<std::string>& columns) const {
  std::vector<std::string> quoted;
  quoted.reserve(columns.size());
  for (const std::string& column : columns) quoted.push_back(quote(column));
  return fmt::format("({})", fmt::join(quoted, ", "));
}

std::string AnsiDdl::key_columns(const std::vector<std::string>& columns,
                                 const std::vector<IndexElement>& parts) const {
  if (parts.empty()) return column_list(columns);
  std::vector<std::string> texts;
  for (const IndexElement& part : parts) texts.push_back(index_element(part));
  return fmt::format("({})", fmt::join(texts, ", "));
}

std::string AnsiDdl::constraint_name(std::string_view name) const {
  return name.empty() ? "" : fmt::format("CONSTRAINT {} ", quote(name));
}

std::string AnsiDdl::primary_key(const PrimaryKey& key) const {
  return fmt::format("{}PRIMARY KEY {}", constraint_name(key.name), key_columns(key.columns, key.parts));
}

std::string AnsiDdl::unique_constraint(const UniqueConstraint& unique) const {
  return fmt::format(
      "{}UNIQUE {}{}{}", constraint_name(unique.name), unique.nulls_not_distinct ? "NULLS NOT DISTINCT " : "",
      key_columns(unique.columns, unique.parts), deferrability(unique.deferrable, unique.initially));
}

std::string AnsiDdl::check_constraint(const CheckConstraint& check) const {
  return fmt::format("{}CHECK ({}){}", constraint_name(check.name), text_of(check.sql).text,
                     constraint_suffix(check.options));
}

std::string AnsiDdl::exclude_constraint(const ExcludeConstraint& exclude) const {
  throw Error(ErrorCode::kUnsupported,
              fmt::format("{} has no exclusion constraints, such as '{}'", traits_.name(), exclude.name));
}

std::string AnsiDdl::referenced_table(const Reference& reference, std::string_view) const {
  return qualified(reference.schema, reference.table);
}

std::string AnsiDdl::foreign_columns(const ForeignKey&, const std::vector<std::string>& columns) const {
  return column_list(columns);
}

std::string AnsiDdl::references(const ForeignKey& key, std::string_view schema) const {
  std::string result = "REFERENCES " + referenced_table(key.references, schema);
  if (!key.references.columns.empty()) result += " " + foreign_columns(key, key.references.columns);
  if (!key.match.empty()) result += " MATCH " + key.match;
  if (const auto action = action_sql(key.on_delete); !action.empty()) {
    result += fmt::format(" ON DELETE {}{}", action, deleted_columns(key));
  }
  if (const auto action = action_sql(key.on_update); !action.empty()) {
    result += fmt::format(" ON UPDATE {}", action);
  }
  return result += deferrability(key.deferrable, key.initially) + constraint_suffix(key.options);
}

std::string AnsiDdl::foreign_key(const ForeignKey& key, std::string_view schema) const {
  return fmt::format("{}FOREIGN KEY{} {}", constraint_name(key.name), foreign_columns(key, key.columns),
                     references(key, schema));
}

std::vector<std::string> AnsiDdl::table_constraints(const Table& table) const {
  std::vector<std::string> parts;
  if (table.primary_key && !table.primary_key->columns.empty()) {
    parts.push_back(primary_key(*table.primary_key));
  }
  for (const ForeignKey& key : table.foreign_keys) parts.push_back(foreign_key(key, table.schema));
  for (const UniqueConstraint& unique : table.uniques) parts.push_back(unique_constraint(unique));
  for (const CheckConstraint& check : table.checks) {
    // A check that is written for other engines only.
    if (!text_of(check.sql).empty()) parts.push_back(check_constraint(check));
  }
  for (const ExcludeConstraint& exclude : table.excludes) parts.push_back(exclude_constraint(exclude));
  return parts;
}

std::string AnsiDdl::create_table(const Table& table, bool if_not_exists) const {
  std::vector<std::string> parts;
  parts.reserve(table.columns.size() + 1);
  for (const Column& each : table.columns) parts.push_back(column(each, table));
  std::ranges::move(table_constraints(table), std::back_inserter(parts));
  return fmt::format("CREATE TABLE {}{} (\n    {}\n){}", if_not_exists ? "IF NOT EXISTS " : "",
                     qualified(table.schema, table.name), fmt::join(parts, ", \n    "), table_suffix(table));
}

void AnsiDdl::emit(const ops::CreateTable& operation, Emission& out) const {
  const Table& table = operation.table;
  out.add(create_table(table, operation.if_not_exists));
  for (const Index& index : table.indexes) emit_index(index, table.qualified_name(), out);
}

}  // namespace dbtool::dialect
