#include "runtime/planner.h"

#include <utility>

#include "runtime/step_compiler.h"
#include "runtime/step_operations.h"
#include "runtime/table_sources.h"
#include "runtime/transaction_grouper.h"

namespace dbtool::runtime {

Plan make_plan(const RunContext& context, const RevisionPlan& selected, PlanStart start) {
  Plan plan{.rows_before = start.rows, .warnings = selected.warnings};
  const StepOperations operations(context.library, selected.steps, context.dialect);
  TransactionGrouper grouper(context.dialect.traits().transactional_ddl, context.scope);
  ReplayedTables tables(context.dialect, start.when_in_doubt, std::move(start.schema));
  VersionRows rows(context.library.graph(), start.rows);

  for (const RevisionStep& step : selected.steps) {
    PlanStep& planned = plan.steps.emplace_back(PlanStep{.step = step, .statements = {}});
    grouper.begin_step(wants_transaction(context.library, step));
    if (!std::exchange(start.has_version_table, true)) {
      plan.preparation.push_back(
          grouper.version_table_statement({.text = context.version_table.create_sql()}));
    }
    compile_step(operations.of(step), context.dialect, tables, wants_transaction(context.library, step),
                 {.statement =
                      [&](Statement statement, StatementPlace) {
                        planned.statements.push_back(grouper.script_statement(std::move(statement)));
                        refuse_transaction_control(planned.statements.back(), context.dialect);
                      },
                  .finished = [&](const Operation& operation, std::size_t) { tables.ran(operation); }});
    for (const RowChange& change : rows.apply(step)) {
      planned.statements.push_back(
          grouper.version_statement({.text = context.version_table.change_sql(change)}));
    }
  }
  plan.rows_after = rows.rows();
  return plan;
}

}  // namespace dbtool::runtime
