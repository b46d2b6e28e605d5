#include "autogenerate/column_parts.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "autogenerate/sequences.h"
#include "autogenerate/wording.h"
#include "base/strings.h"
#include "schema/counting.h"

namespace dbtool::autogenerate {
namespace {

using ops::AlterColumn;

void compare_nullable(const Comparison& comparison, const ColumnPair& column, AlterColumn& change) {
  if (column.is.nullable == column.wanted.nullable || column.in_primary_key) return;
  if (column.wanted.identity) return;  // NOT NULL by itself
  if (column.wanted.computed && !comparison.options.constrains_computed) return;
  comparison.log(
      fmt::format("Detected {} on column '{}'", column.wanted.nullable ? "NULL" : "NOT NULL", column.name()));
  change.nullable = column.wanted.nullable;
}

bool same_identity(const ColumnPair& column, const DataType& type) {
  const auto& is = column.is.identity;
  const auto& wanted = column.wanted.identity;
  if (!is || !wanted) return is.has_value() == wanted.has_value();
  return is->always == wanted->always && same_counting(*is, *wanted, type);
}

void compare_identity(const Comparison& comparison, const ColumnPair& column, AlterColumn& change) {
  if (!comparison.options.keeps_identity) return;
  if (same_identity(column, column.is.type.select(comparison.options.dialect_names))) return;
  comparison.log(fmt::format("Detected identity change on column '{}'", column.name()));
  change.identity = column.wanted.identity;
}

/// Said of a column that counts itself up and is no identity: becoming one says all.
void compare_autoincrement(const Comparison& comparison, const ColumnPair& column, AlterColumn& change,
                           std::optional<bool>& existing) {
  const auto& names = comparison.options.dialect_names;
  if (!comparison.options.keeps_autoincrement || column.wanted.identity) return;
  const bool is = schema::counts_up(column.table.is, column.is, names);
  const bool wanted = schema::counts_up(column.table.wanted, column.wanted, names);
  if (is == wanted) return;
  // A default may say what the column does by itself: it is the very same sequence then.
  const bool is_told = is && column.wanted.server_default &&
                       comparison.types.same_default(column.is.server_default, column.wanted);
  if (is_told) return;
  comparison.log(
      fmt::format("Detected {}autoincrement on column '{}'", wanted ? "" : "removed ", column.name()));
  change.autoincrement = wanted;
  existing = is;
}

void compare_comment(const Comparison& comparison, const ColumnPair& column, AlterColumn& change) {
  if (!comparison.options.keeps_comments || column.is.comment == column.wanted.comment) return;
  comparison.log(fmt::format("Detected column comment '{}'", column.name()));
  change.comment.emplace();
  if (!column.wanted.comment.empty()) *change.comment = column.wanted.comment;
}

/// The values of a named enum are its type's, where there is such a thing.
bool is_same_enum(const Comparison& comparison, const DataType& is, const DataType& wanted) {
  const auto& names = comparison.options.dialect_names;
  const DataType& left = is.select(names);
  const DataType& right = wanted.select(names);
  return comparison.options.keeps_types && left.kind == TypeKind::kEnum && right.kind == TypeKind::kEnum &&
         !left.name.empty() && left.name == right.name && left.dimensions == right.dimensions;
}

void compare_type(const Comparison& comparison, const ColumnPair& column, AlterColumn& change) {
  if (is_same_enum(comparison, column.is.type, column.wanted.type)) return;
  if (!comparison.options.compare_type || comparison.types.same_type(column.is.type, column.wanted.type))
    return;
  comparison.log(fmt::format("Detected type change from {} to {} on '{}'",
                             comparison.type_text(column.is.type), comparison.type_text(column.wanted.type),
                             column.name()));
  change.type = column.wanted.type;
}

/// True for `varchar(20) character set ascii`: then the type says what the collation is.
bool says_collation(const DataType& type) {
  if (type.kind != TypeKind::kNative) return false;
  const std::string text = " " + base::to_lower(type.name);
  constexpr std::array<std::string_view, 9> kWords = {" character set ", " charset ",  " collate ",
                                                      " ascii",          " unicode",   " nchar",
                                                      " nvarchar",       " national ", " binary"};
  return std::ranges::any_of(kWords,
                             [&](std::string_view word) { return text.find(word) != std::string::npos; });
}

void compare_collation(const Comparison& comparison, const ColumnPair& column, AlterColumn& change) {
  if (says_collation(column.wanted.type.select(comparison.options.dialect_names))) return;
  if (comparison.types.same_collation(column.is.collation, column.wanted.collation, column.table.is)) return;
  const auto told = [](const std::string& collation) {
    return collation.empty() ? "the default" : fmt::format("'{}'", collation);
  };
  comparison.log(fmt::format("Detected collation change from {} to {} on '{}'", told(column.is.collation),
                             told(column.wanted.collation), column.name()));
  change.collation = column.wanted.collation;
}

void compare_default(const Comparison& comparison, const ColumnPair& column, AlterColumn& change) {
  if (!comparison.options.compare_server_default || column.wanted.computed || column.wanted.identity) return;
  if (comparison.types.same_default(column.is.server_default, column.wanted)) return;
  comparison.log(fmt::format("Detected server default on column '{}'", column.name()));
  change.server_default = column.wanted.server_default;
}

void compare_options(const Comparison& comparison, const ColumnPair& column, AlterColumn& change,
                     DialectOptions& existing) {
  OptionChanges changes =
      comparison.changed_options(comparison.options.column_options, column.is.options, column.wanted.options);
  if (changes.names.empty()) return;
  comparison.log(
      fmt::format("Detected changed options {} on column '{}'", name_list(changes.names), column.name()));
  change.options = std::move(changes.wanted);
  existing = std::move(changes.existing);
}

ops::ExistingColumn existing(const Column& column) {
  ops::ExistingColumn existing{
      .type = column.type, .nullable = column.nullable, .server_default = column.server_default};
  if (!column.comment.empty()) existing.comment = column.comment;
  if (!column.collation.empty()) existing.collation = column.collation;
  return existing;
}

}  // namespace

std::string ColumnPair::name() const {
  return fmt::format("{}.{}", to_string(table.is.qualified_name()), wanted.name);
}

void compare_column_parts(const Comparison& comparison, const ColumnPair& column) {
  AlterColumn change{
      .table = column.table.is.name, .schema = column.table.is.schema, .column = column.wanted.name};
  const AlterColumn unchanged = change;
  compare_nullable(comparison, column, change);
  compare_identity(comparison, column, change);
  std::optional<bool> counts;
  compare_autoincrement(comparison, column, change, counts);
  compare_comment(comparison, column, change);
  compare_type(comparison, column, change);
  compare_default(comparison, column, change);
  compare_collation(comparison, column, change);
  DialectOptions options;
  compare_options(comparison, column, change, options);
  if (change == unchanged) return;
  change.existing = existing(column.is);
  if (change.collation) change.existing->collation = column.is.collation;
  change.existing->autoincrement = counts;
  change.existing->options = std::move(options);
  comparison.add(std::move(change));
}

}  // namespace dbtool::autogenerate
