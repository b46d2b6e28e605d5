#include "autogenerate/sequences.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace dbtool::autogenerate {
namespace {

/// A part that the models leave open is as the engine likes it.
void set_change(std::int64_t is, const std::optional<std::int64_t>& wanted,
                std::optional<std::optional<std::int64_t>>& change) {
  if (wanted && is != wanted) change = wanted;
}

bool descends(const Sequence& sequence) { return sequence.increment.value_or(1) < 0; }

std::int64_t highest_of(std::string_view type) {
  if (type == "smallint") return std::numeric_limits<std::int16_t>::max();
  if (type == "integer") return std::numeric_limits<std::int32_t>::max();
  return std::numeric_limits<std::int64_t>::max();
}

/// Its limits, said or not.
std::int64_t highest(const Sequence& sequence) {
  return sequence.max_value.value_or(descends(sequence) ? -1 : highest_of(sequence.type));
}
std::int64_t lowest(const Sequence& sequence) {
  return sequence.min_value.value_or(descends(sequence) ? -highest_of(sequence.type) - 1 : 1);
}

/// Where it starts, said or not.
std::int64_t usual_start(const Sequence& sequence) {
  return sequence.start.value_or(descends(sequence) ? highest(sequence) : lowest(sequence));
}

/// Engines refuse a start that is out of range, even if it was only the usual one.
void keep_start_in_range(const Sequence& is, const Sequence& wanted, ops::AlterSequence& change) {
  Sequence becomes = wanted;
  becomes.increment = wanted.increment ? wanted.increment : is.increment;
  becomes.min_value = wanted.min_value ? wanted.min_value : is.min_value;
  becomes.max_value = wanted.max_value ? wanted.max_value : is.max_value;
  const bool was_usual = !is.start;
  if (was_usual && usual_start(becomes) != usual_start(is)) change.start = usual_start(becomes);
}

bool same_sequence_type(const Comparison& comparison, const Sequence& is, const Sequence& wanted) {
  const auto type_of = [](const Sequence& sequence) {
    return DataType{.kind = TypeKind::kNative, .name = sequence.type.empty() ? "bigint" : sequence.type};
  };
  return wanted.type.empty() || comparison.types.same_type(type_of(is), type_of(wanted));
}

}  // namespace

void compare_sequence(const Comparison& comparison, const Sequence& is, const Sequence& wanted) {
  ops::AlterSequence change{.name = is.name, .schema = is.schema};
  const ops::AlterSequence unchanged = change;
  if (!same_sequence_type(comparison, is, wanted)) change.type = wanted.type;
  set_change(is.increment.value_or(1), wanted.increment, change.increment);
  set_change(lowest(is), wanted.min_value, change.min_value);
  set_change(highest(is), wanted.max_value, change.max_value);
  set_change(is.cache.value_or(1), wanted.cache, change.cache);
  set_change(usual_start(is), wanted.start, change.start);
  if (is.cycle != wanted.cycle) change.cycle = wanted.cycle;
  if (change == unchanged) return;
  if (!change.start) keep_start_in_range(is, wanted, change);
  change.existing = {is.type, is.start, is.increment, is.min_value, is.max_value, is.cache, is.cycle};
  comparison.log(fmt::format("Detected changed sequence '{}'", to_string(QualifiedName{is.schema, is.name})));
  comparison.add(std::move(change));
}

}  // namespace dbtool::autogenerate
