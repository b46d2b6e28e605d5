#include "dialects/sqlite/rebuild_checks.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/strings.h"
#include "dialects/sqlite/affinity.h"
#include "dialects/sqlite/rowid.h"
#include "dialects/sqlite/table_options.h"
#include "dialects/sqlite/trigger_event.h"
#include "dialects/sqlite/types.h"
#include "ops/sql_words.h"

namespace dbtool::dialects::sqlite {

namespace {

/// One more than is told: whether there are more.
constexpr int kMaxRows = 6;

bool same(std::string_view a, std::string_view b) { return base::equals_ignoring_case(a, b); }

Statement check(std::string sql, std::string failure, std::string hint = {}) {
  return {.kind = Statement::Kind::kCheck,
          .text = std::move(sql),
          .transaction = Statement::Transaction::kAtomic,
          .failure = std::move(failure),
          .hint = std::move(hint)};
}

/// A STRICT table keeps in an ANY column whatever it is given.
Affinity affinity_in(const Table& table, const Column& column) {
  const std::string type = type_sql(column.type);
  return has_option(table, kStrict) && same(type, "ANY") ? Affinity::kBlob : affinity(type);
}

/// What the checks of one rebuild share.
class Checks {
 public:
  explicit Checks(const Rebuild& rebuild)
      : rebuild_(rebuild),
        before_(rebuild.before()),
        after_(rebuild.after()),
        old_name_(rebuild.quoted(before_.qualified_name())) {}

 protected:
  [[nodiscard]] std::string quote(std::string_view name) const { return rebuild_.ddl().quote(name); }
  [[nodiscard]] std::string table() const {
    return fmt::format("table '{}'", to_string(before_.qualified_name()));
  }
  void add(Statement statement) { statements_.push_back(std::move(statement)); }

  void add(Statement statement, const Location& place) {
    statement.location = place;
    add(std::move(statement));
  }

  /// `'id=' || quote(id)`: what people find the row by.
  [[nodiscard]] std::string row_of(std::string_view alias = {}) const {
    const std::string prefix = alias.empty() ? std::string() : fmt::format("{}.", alias);
    if (!before_.primary_key) {
      const std::string number = rowid_name(before_);
      return number.empty() ? "'one'" : fmt::format("'rowid=' || {}{}", prefix, number);
    }
    std::vector<std::string> parts;
    for (const std::string& column : before_.primary_key->columns) {
      const std::string label = rebuild_.ddl().literal((parts.empty() ? "" : " ") + column + "=");
      parts.push_back(fmt::format("{} || quote({}{})", label, prefix, quote(column)));
    }
    return fmt::format("{}", fmt::join(parts, " || "));
  }
  /// Returns the rows of the old table for which the condition holds.
  [[nodiscard]] std::string rows_where(std::string_view condition) const {
    return fmt::format("SELECT {} FROM {} WHERE {} LIMIT {}", row_of(), old_name_, condition, kMaxRows);
  }
  [[nodiscard]] std::vector<Statement> take() { return std::move(statements_); }

  const Rebuild& rebuild_;
  const Table& before_;
  const Table& after_;
  std::string old_name_;

 private:
  std::vector<Statement> statements_;
};

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

class CopyChecks : private Checks {
 public:
  explicit CopyChecks(const Rebuild& rebuild)
      : Checks(rebuild), new_name_(rebuild.quoted(rebuild.new_name())) {}

  std::vector<Statement> write() {
    add(check(
        fmt::format("SELECT count(*) || ' rows before, ' || (SELECT count(*) FROM {1}) || ' after' FROM {0} "
                    "HAVING count(*) <> (SELECT count(*) FROM {1})",
                    old_name_, new_name_),
        fmt::format("not all rows of {} were copied", table()),
        "an ON CONFLICT clause of the new definition may have taken them away"));
    const std::string condition = join_condition();
    for (const Column& column : after_.columns) check_values(column, condition);
    return take();
  }

 private:
  /// What makes a row of the new table that of the old one; nothing if the keys themselves change.
  [[nodiscard]] std::string join_condition() const {
    if (rebuild_.numbers_stay()) {
      return fmt::format("n.{} = o.{}", quote(rowid_name(after_)), quote(rowid_name(before_)));
    }
    const auto keeps = [&](const std::string& name) {
      const Column* is = before_.find_column(name);
      const Column* becomes = after_.find_column(name);
      return is != nullptr && becomes != nullptr &&
             affinity_in(before_, *is) == affinity_in(after_, *becomes) &&
             rebuild_.value_of(*becomes) == quote(name);
    };
    const bool has_key = before_.primary_key && after_.primary_key &&
                         before_.primary_key->columns == after_.primary_key->columns;
    if (has_key && std::ranges::all_of(before_.primary_key->columns, keeps)) {
      std::vector<std::string> pairs;
      for (const std::string& column : before_.primary_key->columns) {
        pairs.push_back(fmt::format("n.{0} IS o.{0}", quote(column)));
      }
      return fmt::format("{}", fmt::join(pairs, " AND "));
    }
    return "";
  }

  /// A type that changes how values are kept may change the values: '007' would become 7.
  void check_values(const Column& column, const std::string& condition) {
    const Column* old = before_.find_column(column.name);
    const auto source = rebuild_.sources().find(column.name);
    if (old == nullptr || source == rebuild_.sources().end() || source->second.is_converted) return;
    const Affinity becomes = affinity_in(after_, column);
    if (affinity_in(before_, *old) == becomes) return;
    const std::string sql =
        condition.empty() ? changed_by_cast(column.name, becomes) : changed_by_copy(column.name, condition);
    if (sql.empty()) return;
    add(check(sql,
              fmt::format("the values of column '{}' of {} would not be the same as {} in rows", column.name,
                          table(), type_sql(column.type)),
              "change these values first, or say with 'using' what becomes of them"),
        rebuild_.place_of(column));
  }

  /// Texts of real numbers have fewer digits than the numbers.
  [[nodiscard]] std::string changed_by_copy(const std::string& column, const std::string& condition) const {
    return fmt::format(
        "SELECT {0} FROM {1} AS o JOIN {2} AS n ON {3} WHERE o.{4} IS NOT NULL AND NOT (+n.{4} IS +o.{4} OR "
        "(CAST(n.{4} AS TEXT) IS CAST(o.{4} AS TEXT) AND (typeof(o.{4}) <> 'real' OR CAST(n.{4} AS REAL) = "
        "o.{4}))) LIMIT {5}",
        row_of("o"), old_name_, new_name_, condition, quote(column), kMaxRows);
  }

  /// Where nothing tells which row became which: more than would be changed, as 'x', which stays a text in an
  /// INTEGER column.
  [[nodiscard]] std::string changed_by_cast(const std::string& column, Affinity becomes) const {
    if (becomes == Affinity::kBlob) return {};
    const std::string_view type = becomes == Affinity::kText   ? "TEXT"
                                  : becomes == Affinity::kReal ? "REAL"
                                                               : "NUMERIC";
    return rows_where(
        fmt::format("{0} IS NOT NULL AND (CAST(CAST({0} AS {1}) AS TEXT) IS NOT CAST({0} AS TEXT) OR "
                    "(typeof({0}) = 'real' AND CAST(CAST({0} AS {1}) AS REAL) <> {0}))",
                    quote(column), type));
  }

  std::string new_name_;
};

class DependentChecks : private Checks {
 public:
  DependentChecks(const Rebuild& rebuild, Statement::Kind kind) : Checks(rebuild), kind_(kind) {}

  std::vector<Statement> write() {
    find_views();
    for (const View& view : rebuild_.schema().views) {
      if (views_.contains(&view)) check_view(view);
    }
    for (const Trigger& trigger : rebuild_.schema().triggers) check_trigger(trigger);
    std::vector<Statement> statements = take();
    for (Statement& statement : statements) statement.kind = kind_;
    return statements;
  }

 private:
  /// Those that mention the table, and those that mention such views.
  void find_views() {
    std::vector<std::string> names = {before_.name};
    for (std::size_t i = 0; i < names.size(); ++i) {
      for (const View& view : rebuild_.schema().views) {
        if (!ops::mentions(rebuild_.ddl().expression(view.as), names[i]) || !views_.insert(&view).second)
          continue;
        names.push_back(view.name);
      }
    }
  }

  void check_view(const View& view) {
    add(check(fmt::format("SELECT 1 FROM {} LIMIT 0", rebuild_.quoted({view.schema, view.name})),
              fmt::format("view '{}' does not work with {} as it becomes", view.name, table()),
              "drop the view first, and create it again afterwards"));
  }

  void check_trigger(const Trigger& trigger) {
    const std::string sql = rebuild_.ddl().expression(trigger.sql);
    const bool is_own = same(trigger.table, before_.name);
    if (!is_own && !ops::mentions(sql, before_.name)) return;
    const std::string trial = trial_of(trigger, parse_trigger_event(sql));
    if (trial.empty()) return;
    add(check(trial, fmt::format("trigger '{}' does not work with {} as it becomes", trigger.name, table()),
              "drop the trigger first, and create it again afterwards"));
  }

  /// A statement that makes SQLite read the trigger, and changes nothing; empty if none is known.
  [[nodiscard]] std::string trial_of(const Trigger& trigger, TriggerEvent event) const {
    const std::string name = rebuild_.quoted({trigger.schema, trigger.table});
    if (event == TriggerEvent::kDelete) return fmt::format("DELETE FROM {} WHERE 0", name);
    const auto& tables = rebuild_.schema().tables;
    const auto found =
        std::ranges::find_if(tables, [&](const Table& each) { return same(each.name, trigger.table); });
    if (found == tables.end()) {
      return event == TriggerEvent::kInsert ? fmt::format("INSERT INTO {0} SELECT * FROM {0} WHERE 0", name)
                                            : "";
    }
    std::vector<std::string> columns;
    std::vector<std::string> assignments;
    const bool is_own = same(found->name, before_.name);
    for (const Column& column : found->columns) {
      // What is there before and after: the trial is made at both times.
      if (column.computed || (is_own && before_.find_column(column.name) == nullptr)) continue;
      columns.push_back(quote(column.name));
      assignments.push_back(fmt::format("{0} = {0}", columns.back()));
    }
    if (event == TriggerEvent::kInsert) {
      return fmt::format("INSERT INTO {0} ({1}) SELECT {1} FROM {0} WHERE 0", name, fmt::join(columns, ", "));
    }
    return fmt::format("UPDATE {} SET {} WHERE 0", name, fmt::join(assignments, ", "));
  }

  Statement::Kind kind_;
  std::set<const View*> views_;
};

bool references(const Table& table, std::string_view target) {
  return std::ranges::any_of(table.foreign_keys,
                             [&](const ForeignKey& key) { return same(key.references.table, target); });
}

}  // namespace

std::vector<Statement> checks_of_rows(const Rebuild& rebuild) { return RowChecks(rebuild).write(); }
std::vector<Statement> checks_of_copy(const Rebuild& rebuild) { return CopyChecks(rebuild).write(); }
std::vector<Statement> dependent_statements(const Rebuild& rebuild, Statement::Kind kind) {
  return DependentChecks(rebuild, kind).write();
}

std::vector<Statement> foreign_key_statements(const Rebuild& rebuild, Statement::Kind kind) {
  std::vector<Statement> statements;
  for (const Table& table : rebuild.schema().tables) {
    const bool is_own = table.qualified_name() == rebuild.before().qualified_name();
    const bool has_keys = is_own ? !rebuild.before().foreign_keys.empty() || !table.foreign_keys.empty()
                                 : references(table, rebuild.before().name);
    if (!has_keys) continue;
    Statement& statement = statements.emplace_back(
        check(fmt::format("SELECT 'row ' || coalesce(f.rowid, '') || ' to ' || f.parent FROM {} AS t JOIN "
                          "pragma_foreign_key_check(t.name) AS f WHERE t.type = 'table' AND t.name = {}",
                          rebuild.quoted({table.schema, "sqlite_master"}), rebuild.ddl().literal(table.name)),
              fmt::format("foreign keys of table '{}' point at nothing, in rows", table.name),
              "give these rows a key that is there, or delete them"));
    statement.kind = kind;
    statement.deferred = true;  // what is referenced may be changed after this
  }
  return statements;
}

}  // namespace dbtool::dialects::sqlite
