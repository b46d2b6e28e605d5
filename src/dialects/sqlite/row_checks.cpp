#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/strings.h"
#include "dialects/sqlite/checks.h"
#include "dialects/sqlite/rebuild_checks.h"
#include "dialects/sqlite/rowid.h"
#include "dialects/sqlite/table_options.h"
#include "dialects/sqlite/types.h"
#include "ops/sql_words.h"

namespace dbtool::dialects::sqlite {

namespace {

/// What a STRICT column refuses of a value; nothing if it takes all.
std::optional<std::string> strict_refusal(std::string_view type, const std::string& value) {
  const std::string name = base::to_upper(type);
  if (name == "TEXT") return fmt::format("typeof({}) = 'blob'", value);
  if (name == "BLOB") return fmt::format("typeof({}) NOT IN ('blob', 'null')", value);
  if (name == "REAL") {
    return fmt::format(
        "typeof({0}) = 'blob' OR (typeof({0}) = 'text' AND {0} <> CAST(CAST({0} AS REAL) AS TEXT) AND {0} <> "
        "CAST(CAST({0} AS INTEGER) AS TEXT))",
        value);
  }
  if (name == "INT" || name == "INTEGER") {
    return fmt::format(
        "typeof({0}) = 'blob' OR (typeof({0}) = 'real' AND {0} <> CAST({0} AS INTEGER)) OR (typeof({0}) = "
        "'text' "
        "AND {0} <> CAST(CAST({0} AS INTEGER) AS TEXT))",
        value);
  }
  return std::nullopt;
}

class RowChecks : private Checks {
 public:
  using Checks::Checks;

  std::vector<Statement> write() {
    for (const Column& column : after_.columns) check_column(column);
    for (const CheckConstraint& constraint : after_.checks) check_condition(constraint);
    for (const UniqueConstraint& unique : after_.uniques) {
      const bool is_new = std::ranges::find(before_.uniques, unique) == before_.uniques.end();
      if (is_new || has_other_values(unique.columns)) check_key(unique, "the UNIQUE constraint");
    }
    const std::optional<PrimaryKey>& key = after_.primary_key;
    if (key && (key != before_.primary_key || has_other_values(key->columns))) {
      check_key(*key, "the primary key");
    }
    return take();
  }

 private:
  void check_column(const Column& column) {
    if (column.computed) return;
    const std::optional<std::string> value = rebuild_.value_of(column);
    if (!value) return check_new_column(column);
    const Column* old = before_.find_column(column.name);
    if (old == nullptr) return;  // the number of the row
    if (!column.nullable && old->nullable && !column.server_default) {
      add(check(rows_where(*value + " IS NULL"),
                fmt::format("column '{}' of {} cannot become NOT NULL, it is NULL in rows", column.name,
                            table()),
                "give these rows a value first, or the column a default"),
          rebuild_.place_of(column));
    }
    if (&column == rowid_column(after_) && old != rowid_column(before_)) check_number(column, *value);
    const bool is_newly_strict =
        has_option(after_, kStrict) &&
        (!has_option(before_, kStrict) || type_sql(old->type) != type_sql(column.type));
    if (!is_newly_strict) return;
    if (const auto refusal = strict_refusal(type_sql(column.type), *value)) {
      add(check(rows_where(*refusal),
                fmt::format("column '{}' of {} cannot become {}, which does not hold the values of rows",
                            column.name, table(), type_sql(column.type)),
                "change these values first, or say with 'using' what becomes of them"),
          rebuild_.place_of(column));
    }
  }

  /// An INTEGER PRIMARY KEY holds nothing but integers, whatever other columns may.
  void check_number(const Column& column, const std::string& value) {
    add(check(rows_where(fmt::format("{} IS NULL OR {}", value, *strict_refusal("INTEGER", value))),
              fmt::format("column '{}' of {} cannot become the INTEGER PRIMARY KEY, it is no integer in rows",
                          column.name, table()),
              "change these values first, or say with 'using' what becomes of them"),
        rebuild_.place_of(column));
  }

  void check_new_column(const Column& column) {
    const bool is_numbered = &column == rowid_column(after_);
    if (column.nullable || column.server_default || is_numbered) return;
    add(check(fmt::format("SELECT {} FROM {} LIMIT 1", row_of(), old_name_),
              fmt::format("column '{}' of {} is NOT NULL and has no default, and there are rows, such as",
                          column.name, table()),
              "give the column a default, or add it as nullable, fill it, and make it NOT NULL then"),
        rebuild_.place_of(column));
  }

  void check_condition(const CheckConstraint& constraint) {
    if (std::ranges::find(before_.checks, constraint) != before_.checks.end()) return;
    const std::string sql = rebuild_.ddl().expression(constraint.sql);
    const bool is_of_old_columns = std::ranges::none_of(after_.columns, [&](const Column& column) {
      const bool is_as_it_was = rebuild_.value_of(column) == quote(column.name);
      return !is_as_it_was && ops::mentions(sql, column.name);
    });
    if (sql.empty() || !is_of_old_columns) return;  // SQLite itself will look at the new rows
    add(check(rows_where(fmt::format("NOT ({})", sql)),
              fmt::format("the check '{}' does not hold for rows of {}", sql, table()),
              "change these rows first"),
        rebuild_.place_of(constraint));
  }

  /// Whether values that were different may have become the same.
  [[nodiscard]] bool has_other_values(const std::vector<std::string>& columns) const {
    return std::ranges::any_of(columns, [&](const std::string& name) {
      const Column* was = before_.find_column(name);
      const Column* is = after_.find_column(name);
      return was == nullptr || is == nullptr || rebuild_.value_of(*is) != quote(name) ||
             affinity_in(before_, *was) != affinity_in(after_, *is) || was->collation != is->collation;
    });
  }

  /// What a row of the old table will have there; nothing for NULL, and for what is computed.
  [[nodiscard]] std::optional<std::string> value_in_key(const Column& column) const {
    if (column.computed) return std::nullopt;
    if (auto value = rebuild_.value_of(column)) return value;
    if (!column.server_default) return std::nullopt;
    return rebuild_.ddl().default_sql(*column.server_default, column.type);
  }

  template <class Key>
  void check_key(const Key& key, std::string_view what) {
    const std::vector<std::string>& columns = key.columns;
    std::vector<std::string> values;
    std::vector<std::string> groups;
    std::vector<std::string> conditions;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const Column* column = after_.find_column(columns[i]);
      const auto value = column == nullptr ? std::nullopt : value_in_key(*column);
      if (!value) return;  // NULLs are never the same; what is computed is for SQLite itself to see
      values.push_back(fmt::format("{} || quote({})",
                                   rebuild_.ddl().literal((i == 0 ? "" : " ") + columns[i] + "="), *value));
      const std::string collation =
          key.parts.empty() || key.parts[i].collation.empty() ? column->collation : key.parts[i].collation;
      // A number alone would be that of a column of the result.
      const std::string term =
          *value == quote(columns[i]) ? *value : fmt::format("CASE WHEN 1 THEN {} END", *value);
      groups.push_back(collation.empty() ? term : fmt::format("{} COLLATE {}", term, quote(collation)));
      conditions.push_back(fmt::format("{} IS NOT NULL", *value));
    }
    add(check(fmt::format("SELECT {} FROM {} WHERE {} GROUP BY {} HAVING count(*) > 1 LIMIT {}",
                          fmt::join(values, " || "), old_name_, fmt::join(conditions, " AND "),
                          fmt::join(groups, ", "), kMaxRows),
              fmt::format("{} ({}) of {} cannot be, several rows have", what, fmt::join(columns, ", "),
                          table()),
              "change or delete all but one of these rows first"),
        rebuild_.place_of(key));
  }
};

}  // namespace

std::vector<Statement> checks_of_rows(const Rebuild& rebuild) { return RowChecks(rebuild).write(); }

}  // namespace dbtool::dialects::sqlite
