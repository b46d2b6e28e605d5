#include "autogenerate/sequences.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "schema/sequence_type.h"

namespace dbtool::autogenerate {
namespace {

/// A part that the models leave open is as the engine likes it.
void set_change(std::int64_t is, const std::optional<std::int64_t>& wanted,
                std::optional<std::optional<std::int64_t>>& change) {
  if (wanted && is != wanted) change = wanted;
}

bool descends(const Sequence& sequence) { return sequence.increment.value_or(1) < 0; }

std::int64_t highest_of(std::string_view type) {
  if (type == "smallint" || type == "small_integer") return std::numeric_limits<std::int16_t>::max();
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
  return wanted.type.empty() ||
         comparison.types.same_type(schema::sequence_type(is.type), schema::sequence_type(wanted.type));
}

/// An identity as the sequence that it has.
Sequence sequence_of(const Identity& identity, const DataType& type) {
  return {.name = {},
          .schema = {},
          .type = type.kind == TypeKind::kSmallInteger ? "small_integer"
                  : type.kind == TypeKind::kInteger    ? "integer"
                                                       : "",
          .start = identity.start,
          .increment = identity.increment,
          .min_value = identity.min_value,
          .max_value = identity.max_value,
          .cache = identity.cache,
          .cycle = identity.cycle};
}

/// What of a sequence is not as it is wanted.
ops::AlterSequence changes(const Sequence& is, const Sequence& wanted) {
  ops::AlterSequence change{.name = is.name, .schema = is.schema};
  set_change(is.increment.value_or(1), wanted.increment, change.increment);
  set_change(lowest(is), wanted.min_value, change.min_value);
  set_change(highest(is), wanted.max_value, change.max_value);
  set_change(is.cache.value_or(1), wanted.cache, change.cache);
  set_change(usual_start(is), wanted.start, change.start);
  if (is.cycle != wanted.cycle) change.cycle = wanted.cycle;
  return change;
}

}  // namespace

void compare_sequence(const Comparison& comparison, const Sequence& is, const Sequence& wanted) {
  ops::AlterSequence change = changes(is, wanted);
  if (!same_sequence_type(comparison, is, wanted)) change.type = wanted.type;
  if (change == ops::AlterSequence{.name = is.name, .schema = is.schema}) return;
  if (!change.start) keep_start_in_range(is, wanted, change);
  change.existing = {is.type, is.start, is.increment, is.min_value, is.max_value, is.cache, is.cycle};
  comparison.log(fmt::format("Detected changed sequence '{}'", to_string(QualifiedName{is.schema, is.name})));
  comparison.add(std::move(change));
}

bool same_counting(const Identity& is, const Identity& wanted, const DataType& type) {
  return changes(sequence_of(is, type), sequence_of(wanted, type)) == ops::AlterSequence{};
}

}  // namespace dbtool::autogenerate
