#include "runtime/step_compiler.h"

#include <utility>

#include <fmt/format.h>

namespace dbtool::runtime {
namespace {

std::vector<Operation> read_operations(const ScriptLibrary& library, const RevisionStep& step) {
  const RevisionIndex index = library.index_of(step.revision);
  ScriptBody body = library.body(index);
  if (step.kind == StepKind::kUpgrade) return std::move(body.upgrade);
  if (body.downgrade_kind == DowngradeKind::kIrreversible) {
    throw Error(ErrorCode::kIrreversible, fmt::format("revision '{}' is irreversible", step.revision))
        .at({.file = library.graph()[index].location.file})
        .with_state("nothing was changed")
        .with_hint(fmt::format("write its 'downgrade:', or downgrade to '{}' at the lowest", step.revision));
  }
  return std::move(body.downgrade);
}

}  // namespace

StepOperations::StepOperations(const ScriptLibrary& library, std::span<const RevisionStep> steps) {
  operations_.reserve(steps.size());
  for (const RevisionStep& step : steps) {
    if (step.kind != StepKind::kStamp) operations_.emplace(step.revision, read_operations(library, step));
  }
}

std::span<const Operation> StepOperations::of(const RevisionStep& step) const {
  const auto found = operations_.find(step.revision);
  return found == operations_.end() ? std::span<const Operation>() : found->second;
}

std::vector<Statement> compile(const Operation& operation, const Dialect& dialect, TableSource& tables) {
  try {
    return dialect.ddl().compile(operation, tables);
  } catch (Error& error) {
    error.at(operation.location);
    throw;
  }
}

}  // namespace dbtool::runtime
