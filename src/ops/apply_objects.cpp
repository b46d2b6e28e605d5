#include <algorithm>

#include <fmt/format.h>

#include "base/diagnostics.h"
#include "ops/apply.h"
#include "ops/find.h"

namespace dbtool::ops {
namespace {

template <class Object>
void add(std::vector<Object>& objects, const Object& object, std::string_view kind) {
  if (find_object(objects, object.name, object.schema) != objects.end()) {
    throw Error(ErrorCode::kScript, fmt::format("{} '{}' already exists", kind,
                                                to_string(QualifiedName{object.schema, object.name})));
  }
  objects.push_back(object);
}

template <class Object>
auto require(std::vector<Object>& objects, const std::string& name, const std::string& schema,
             std::string_view kind) {
  const auto found = find_object(objects, name, schema);
  if (found != objects.end()) return found;
  std::vector<std::string> names;
  for (const Object& object : objects) names.push_back(object.name);
  throw Error(ErrorCode::kScript,
              fmt::format("no such {}: '{}'{}", kind, to_string(QualifiedName{schema, name}),
                          base::did_you_mean(name, names)));
}

template <class Object, class Op>
void drop(std::vector<Object>& objects, const Op& op, std::string_view kind) {
  if (op.if_exists && find_object(objects, op.name, op.schema) == objects.end()) return;
  objects.erase(require(objects, op.name, op.schema, kind));
}

void add_value(std::vector<std::string>& values, const AddEnumValue& op) {
  if (std::find(values.begin(), values.end(), op.value) != values.end()) {
    throw Error(ErrorCode::kScript, fmt::format("enum '{}' already has a value '{}'", op.name, op.value));
  }
  const std::string& neighbour = op.before.empty() ? op.after : op.before;
  auto place = neighbour.empty() ? values.end() : std::find(values.begin(), values.end(), neighbour);
  if (!neighbour.empty() && place == values.end()) {
    throw Error(ErrorCode::kScript, fmt::format("enum '{}' has no value '{}'{}", op.name, neighbour,
                                                base::did_you_mean(neighbour, values)));
  }
  if (op.before.empty() && place != values.end()) ++place;
  values.insert(place, op.value);
}

/// Changes the values of an enum, where they are listed, in the schema and in columns.
template <class Change>
void change_values(Schema& schema, const QualifiedName& name, Change change) {
  const auto found = find_object(schema.enums, name.name, name.schema);
  bool is_known = found != schema.enums.end();
  if (is_known) change(found->values);
  for (Table& table : schema.tables) {
    for (Column& column : table.columns) {
      const bool is_of_it = column.type.kind == TypeKind::kEnum && column.type.name == to_string(name);
      if (is_of_it && !column.type.values.empty()) change(column.type.values);
      is_known = is_known || is_of_it;
    }
  }
  if (!is_known) (void)require(schema.enums, name.name, name.schema, "enum");
}

}  // namespace

void change(Schema& schema, const CreateView& op) {
  const bool is_there = find_object(schema.views, op.view.name, op.view.schema) != schema.views.end();
  if (!is_there || !op.if_not_exists) add(schema.views, op.view, "view");
}

void change(Schema& schema, const ReplaceView& op) {
  const auto found = find_object(schema.views, op.view.name, op.view.schema);
  if (found == schema.views.end()) return add(schema.views, op.view, "view");
  *found = op.view;
}

void change(Schema& schema, const DropView& op) { drop(schema.views, op, "view"); }

void change(Schema& schema, const CreateEnum& op) { add(schema.enums, op.type, "enum"); }

void change(Schema& schema, const AddEnumValue& op) {
  change_values(schema, {op.schema, op.name},
                [&](std::vector<std::string>& values) { add_value(values, op); });
}

void change(Schema& schema, const AlterEnum& op) {
  change_values(schema, {op.type.schema, op.type.name},
                [&](std::vector<std::string>& values) { values = op.type.values; });
}

void change(Schema& schema, const DropEnum& op) { drop(schema.enums, op, "enum"); }
void change(Schema& schema, const CreateType& op) { add(schema.types, op.type, "type"); }
void change(Schema& schema, const DropType& op) { drop(schema.types, op, "type"); }
void change(Schema& schema, const CreateSequence& op) { add(schema.sequences, op.sequence, "sequence"); }

void change(Schema& schema, const AlterSequence& op) {
  Sequence& sequence = *require(schema.sequences, op.name, op.schema, "sequence");
  if (!op.type.empty()) sequence.type = op.type;
  if (op.start) sequence.start = *op.start;
  if (op.increment) sequence.increment = *op.increment;
  if (op.min_value) sequence.min_value = *op.min_value;
  if (op.max_value) sequence.max_value = *op.max_value;
  if (op.cache) sequence.cache = *op.cache;
  if (op.cycle) sequence.cycle = *op.cycle;
}

void change(Schema& schema, const DropSequence& op) { drop(schema.sequences, op, "sequence"); }

void change(Schema& schema, const CreateTrigger& op) {
  const Trigger& trigger = op.trigger;
  if (find_trigger(schema.triggers, trigger.name, trigger.table, trigger.schema) != schema.triggers.end()) {
    throw Error(ErrorCode::kScript, fmt::format("trigger '{}' of table '{}' already exists", trigger.name,
                                                to_string(QualifiedName{trigger.schema, trigger.table})));
  }
  schema.triggers.push_back(trigger);
}

void change(Schema& schema, const DropTrigger& op) {
  const auto found = find_trigger(schema.triggers, op.name, op.table, op.schema);
  if (found != schema.triggers.end()) {
    schema.triggers.erase(found);
  } else if (!op.if_exists) {
    (void)require(schema.triggers, op.name, op.schema, "trigger");
  }
}

void change(Schema& schema, const CreateFunction& op) {
  // Its text may say OR REPLACE.
  const auto found = find_object(schema.functions, op.function.name, op.function.schema);
  if (found == schema.functions.end()) {
    schema.functions.push_back(op.function);
  } else {
    *found = op.function;
  }
}
void change(Schema& schema, const DropFunction& op) { drop(schema.functions, op, "function"); }

}  // namespace dbtool::ops
