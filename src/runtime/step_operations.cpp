#include "runtime/step_operations.h"

#include <utility>

#include <fmt/format.h>

#include "base/parallel.h"
#include "dialect/data_file.h"
#include "ops/alterations.h"

namespace dbtool::runtime {
namespace {

/// Their scripts take about a millisecond to read, many times what it takes to start a thread.
constexpr std::size_t kStepsWorthAThread = 50;
/// The text of a larger script is compressed only at its step's end: of many of them all would be kept until
/// then.
constexpr std::size_t kMostKeptBytes = 64U << 10U;

std::vector<Operation> operations_for(const RevisionStep& step, ScriptBody body,
                                      const ScriptLibrary& library) {
  if (step.kind == StepKind::kUpgrade) return std::move(body.upgrade);
  if (body.downgrade_kind == DowngradeKind::kIrreversible) {
    throw Error(ErrorCode::kIrreversible, fmt::format("revision '{}' is irreversible", step.revision))
        .at({.file = library.graph()[library.index_of(step.revision)].location.file})
        .with_state("nothing was changed")
        .with_hint(fmt::format("write its 'downgrade:', or downgrade to '{}' at the lowest", step.revision));
  }
  return std::move(body.downgrade);
}

void keep_those_for(std::span<const std::string_view> dialect_names, std::vector<Operation>& operations) {
  std::erase_if(operations,
                [&](const Operation& operation) { return !applies_to(operation, dialect_names); });
  for (Operation& operation : operations) {
    if (auto* batch = std::get_if<ops::BatchAlterTable>(&operation.what)) {
      keep_those_for(dialect_names, batch->operations);
    }
  }
}

}  // namespace

StepOperations::Known StepOperations::read(const RevisionStep& step, const Dialect& dialect,
                                           Records records) const {
  Known known;
  if (step.kind == StepKind::kStamp) return known;
  const RevisionIndex index = library_.index_of(step.revision);
  const std::string text = library_.text(index);
  ScriptBody body = library_.body(index, text, dialect.syntax());
  if (records == Records::kMade) {
    const std::string& path = library_.graph()[index].location.file;
    known.record.file = path.substr(path.rfind('/') + 1);
    known.record.checksum = checksum_of(body, dialect.syntax());
    if (step.kind == StepKind::kUpgrade && text.size() > kMostKeptBytes) {
      known.large_script = index;
    } else if (step.kind == StepKind::kUpgrade) {
      keep_text(text, known.record);
    }
  }
  known.operations = operations_for(step, std::move(body), library_);
  keep_those_for(dialect.traits().names, known.operations);
  known.operations = ops::gather_alterations_for(dialect.traits(), std::move(known.operations));
  for (const Operation& operation : known.operations) dialect::require_data_file(operation);
  return known;
}

StepOperations::StepOperations(const ScriptLibrary& library, std::span<const RevisionStep> steps,
                               const Dialect& dialect, Records records)
    : library_(library) {
  std::vector<Known> known(steps.size());
  base::for_each_part(steps.size(), kStepsWorthAThread, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) known[i] = read(steps[i], dialect, records);
  });
  known_.reserve(steps.size());
  for (std::size_t i = 0; i < steps.size(); ++i) known_.emplace(steps[i].revision, std::move(known[i]));
}

std::span<const Operation> StepOperations::of(const RevisionStep& step) const {
  const auto found = known_.find(step.revision);
  return found == known_.end() ? std::span<const Operation>() : found->second.operations;
}

ScriptRecord StepOperations::record_of(const RevisionStep& step) const {
  const auto found = known_.find(step.revision);
  if (found == known_.end()) return {};
  const Known& known = found->second;
  ScriptRecord record = known.record;
  if (known.large_script) keep_text(library_.text(*known.large_script), record);
  return record;
}

}  // namespace dbtool::runtime
