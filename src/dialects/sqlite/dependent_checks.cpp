#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "dialects/sqlite/checks.h"
#include "dialects/sqlite/names.h"
#include "dialects/sqlite/rebuild_checks.h"
#include "dialects/sqlite/trigger_event.h"
#include "ops/sql_words.h"

namespace dbtool::dialects::sqlite {

namespace {

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
    const bool is_own = same_name(trigger.table, before_.name);
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
        std::ranges::find_if(tables, [&](const Table& each) { return same_name(each.name, trigger.table); });
    if (found == tables.end()) {
      return event == TriggerEvent::kInsert ? fmt::format("INSERT INTO {0} SELECT * FROM {0} WHERE 0", name)
                                            : "";
    }
    std::vector<std::string> columns;
    std::vector<std::string> assignments;
    const bool is_own = same_name(found->name, before_.name);
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
                             [&](const ForeignKey& key) { return same_name(key.references.table, target); });
}

}  // namespace

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
