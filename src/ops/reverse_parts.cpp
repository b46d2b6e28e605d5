// Inverses of what makes and drops indexes, constraints and the smaller objects of a schema.
#include <algorithm>

#include "ops/find.h"
#include "ops/reverse.h"
#include "ops/routine_signature.h"

namespace dbtool::ops {
namespace {

template <class Constraint>
DropConstraint drop(const CreateConstraint<Constraint>& op, ConstraintType type) {
  DropConstraint inverse{.table = op.table, .schema = op.schema, .type = type, .name = op.constraint.name};
  if constexpr (requires { op.constraint.columns; }) {
    if (inverse.name.empty()) inverse.columns = op.constraint.columns;
  }
  return inverse;
}

/// What makes a dropped object again, if the schema knows it.
template <class Create, class Objects, class Op>
Inverse make_again(const Objects Schema::*objects, const Op& op, const Schema* before) {
  if (before == nullptr) return std::nullopt;
  const auto found = find_object(before->*objects, op.name, op.schema);
  if (found == (before->*objects).end()) return std::nullopt;
  return Create{*found};
}

/// The type of a sequence that does not say.
constexpr std::string_view kUsualSequenceType = "bigint";

/// What was said, or what is so by itself.
std::int64_t start_of(const ExistingSequence& sequence) {
  const bool descends = sequence.increment.value_or(1) < 0;
  return sequence.start.value_or(descends ? sequence.max_value.value_or(-1) : sequence.min_value.value_or(1));
}

/// Back to the values that an enum has in the schema before; nothing if those are not known.
Inverse restore_values(const QualifiedName& name, std::vector<std::string> now, const Schema* before) {
  if (before == nullptr) return std::nullopt;
  const auto found = find_object(before->enums, name.name, name.schema);
  if (found == before->enums.end()) return std::nullopt;
  return AlterEnum{.type = *found, .existing = std::move(now)};
}

}  // namespace

bool is_for_all_dialects(const DialectText& text) {
  return !text.general.empty() && std::none_of(text.by_dialect.begin(), text.by_dialect.end(),
                                               [](const auto& entry) { return entry.second.empty(); });
}

Inverse undo(const CreateIndex& op, const Schema* before) {
  DropIndex inverse{
      .name = op.index.name, .table = op.table, .schema = op.schema, .concurrently = op.concurrently};
  const bool may_be_older = op.if_not_exists && (before == nullptr || find_index(*before, inverse));
  if (may_be_older) return std::nullopt;
  return inverse;
}

Inverse undo(const DropIndex& op, const Schema* before) {
  const std::optional<IndexPlace> place = before == nullptr ? std::nullopt : find_index(*before, op);
  if (!place) return std::nullopt;
  const Table& table = before->tables[place->table];
  return CreateIndex{.index = table.indexes[place->index],
                     .table = table.name,
                     .schema = table.schema,
                     .concurrently = op.concurrently};
}

Inverse undo(const CreatePrimaryKey& op, const Schema*) { return drop(op, ConstraintType::kPrimary); }
Inverse undo(const CreateUniqueConstraint& op, const Schema*) { return drop(op, ConstraintType::kUnique); }
Inverse undo(const CreateForeignKey& op, const Schema*) { return drop(op, ConstraintType::kForeignKey); }

Inverse undo(const CreateCheckConstraint& op, const Schema*) {
  DropConstraint inverse = drop(op, ConstraintType::kCheck);
  if (inverse.name.empty()) inverse.sql = op.constraint.sql.general.text;
  if (inverse.name.empty() && inverse.sql.empty()) return std::nullopt;
  return inverse;
}

Inverse undo(const CreateExcludeConstraint& op, const Schema*) {
  if (op.constraint.name.empty()) return std::nullopt;
  return drop(op, ConstraintType::kUnset);
}

Inverse undo(const DropConstraint& op, const Schema* before) {
  const Table* table = before == nullptr ? nullptr : before->find_table({op.schema, op.table});
  if (table == nullptr) return std::nullopt;
  const std::optional<ConstraintPlace> place = find_constraint(*table, op);
  if (!place) return std::nullopt;
  switch (place->kind) {
    case ConstraintPlace::Kind::kPrimaryKey:
      return CreatePrimaryKey{op.table, op.schema, *table->primary_key};
    case ConstraintPlace::Kind::kUnique:
      return CreateUniqueConstraint{op.table, op.schema, table->uniques[place->index]};
    case ConstraintPlace::Kind::kForeignKey:
      return CreateForeignKey{op.table, op.schema, table->foreign_keys[place->index]};
    case ConstraintPlace::Kind::kCheck:
      return CreateCheckConstraint{op.table, op.schema, table->checks[place->index]};
    case ConstraintPlace::Kind::kExclude:
      return CreateExcludeConstraint{op.table, op.schema, table->excludes[place->index]};
  }
  return std::nullopt;
}

Inverse undo(const DropView& op, const Schema* before) {
  if (before == nullptr) return std::nullopt;
  const auto found = find_object(before->views, op.name, op.schema);
  if (found == before->views.end()) return std::nullopt;
  return CreateView{.view = *found};
}

Inverse undo(const CreateEnum& op, const Schema*) {
  return DropEnum{.name = op.type.name, .schema = op.type.schema};
}

Inverse undo(const AddEnumValue& op, const Schema* before) {
  return restore_values({op.schema, op.name}, {}, before);
}

Inverse undo(const AlterEnum& op, const Schema* before) {
  if (op.existing.empty()) return restore_values({op.type.schema, op.type.name}, op.type.values, before);
  AlterEnum inverse{.type = op.type, .existing = op.type.values};
  inverse.type.values = op.existing;
  return inverse;
}

Inverse undo(const DropEnum& op, const Schema* before) {
  return make_again<CreateEnum>(&Schema::enums, op, before);
}

Inverse undo(const CreateType& op, const Schema*) {
  return DropType{
      .name = op.type.name, .schema = op.type.schema, .if_exists = !is_for_all_dialects(op.type.sql)};
}

Inverse undo(const DropType& op, const Schema* before) {
  return make_again<CreateType>(&Schema::types, op, before);
}

Inverse undo(const CreateSequence& op, const Schema*) {
  return DropSequence{.name = op.sequence.name, .schema = op.sequence.schema};
}

Inverse undo(const AlterSequence& op, const Schema* before) {
  std::optional<ExistingSequence> was = op.existing;
  if (before != nullptr) {
    const auto found = find_object(before->sequences, op.name, op.schema);
    if (found != before->sequences.end()) {
      was = {found->type,      found->start, found->increment, found->min_value,
             found->max_value, found->cache, found->cycle};
    }
  }
  if (!was) return std::nullopt;
  AlterSequence inverse{.name = op.name, .schema = op.schema};
  ExistingSequence now = *was;
  const auto take_back = [&](auto changed, auto known) {
    if (!(op.*changed)) return;
    inverse.*changed = (*was).*known;
    now.*known = *(op.*changed);
  };
  if (!op.type.empty()) {
    inverse.type = was->type.empty() ? std::string(kUsualSequenceType) : was->type;
    now.type = op.type;
  }
  take_back(&AlterSequence::increment, &ExistingSequence::increment);
  take_back(&AlterSequence::min_value, &ExistingSequence::min_value);
  take_back(&AlterSequence::max_value, &ExistingSequence::max_value);
  take_back(&AlterSequence::cache, &ExistingSequence::cache);
  take_back(&AlterSequence::cycle, &ExistingSequence::cycle);
  if (op.start) {
    inverse.start = start_of(*was);
    now.start = *op.start;
  }
  inverse.existing = now;
  return inverse;
}

Inverse undo(const DropSequence& op, const Schema* before) {
  return make_again<CreateSequence>(&Schema::sequences, op, before);
}

Inverse undo(const CreateTrigger& op, const Schema*) {
  return DropTrigger{.name = op.trigger.name,
                     .table = op.trigger.table,
                     .schema = op.trigger.schema,
                     .if_exists = !is_for_all_dialects(op.trigger.sql)};
}

Inverse undo(const DropTrigger& op, const Schema* before) {
  if (before == nullptr) return std::nullopt;
  const auto found = find_trigger(before->triggers, op.name, op.table, op.schema);
  if (found == before->triggers.end()) return std::nullopt;
  return CreateTrigger{*found};
}

Inverse undo(const CreateFunction& op, const Schema* before) {
  if (before != nullptr) {
    const auto replaced = find_object(before->functions, op.function.name, op.function.schema);
    if (replaced != before->functions.end()) {
      CreateFunction inverse{*replaced};
      make_replacement(inverse.function.sql);
      return inverse;
    }
  }
  return DropFunction{.name = op.function.name,
                      .schema = op.function.schema,
                      .if_exists = !is_for_all_dialects(op.function.sql)};
}

Inverse undo(const DropFunction& op, const Schema* before) {
  return make_again<CreateFunction>(&Schema::functions, op, before);
}

}  // namespace dbtool::ops
