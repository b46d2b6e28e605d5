#include "app/history_schema.h"

#include <vector>

#include <fmt/format.h>

#include "app/silent.h"
#include "runtime/executor.h"
#include "runtime/followed_schema.h"

namespace dbtool::app {
namespace {

using Rows = std::span<const RevisionId>;

void refuse_program(const Statement& statement) {
  throw Error(ErrorCode::kUnsupported,
              fmt::format("what the program '{}' would do is not known without running it", statement.text));
}

Schema followed(const runtime::RunContext& context, const RevisionPlan& plan) {
  runtime::FollowedSchema schema(context.dialect, runtime::WhenInDoubt::kGoOn);
  const runtime::StepOperations operations(context.library, plan.steps, context.dialect);
  for (const RevisionStep& step : plan.steps) {
    for (const Operation& operation : operations.of(step)) schema.apply(operation);
  }
  return std::move(schema).take();
}

}  // namespace

Schema schema_at(Migrator::Session& session, const Dialect& dialect, const std::string& revision) {
  const RevisionGraph& graph = session.graph();
  const runtime::VersionTable version_table(
      dialect, {session.config().version_table_schema, session.config().version_table});
  const runtime::RunContext context{session.library(), dialect, version_table};
  const auto select = [&](Rows rows) { return plan_upgrade(graph, rows, revision); };
  const auto scratch = dialect.scratch();
  if (scratch == nullptr) return followed(context, select({}));
  Silent silent;
  const runtime::JournalTable no_journal(dialect, std::nullopt);
  runtime::Executor(context, no_journal, {}, *scratch, silent, refuse_program)
      .run(select, runtime::WhenMoved::kFail);
  return dialect.inspector(*scratch)->inspect();
}

}  // namespace dbtool::app
