#include "ops/operation_enums.h"

#include <algorithm>
#include <variant>

namespace dbtool::ops {
namespace {

void add_named(const DataType& type, std::set<std::string>& names) {
  if (type.kind == TypeKind::kEnum && !type.name.empty()) names.insert(type.name);
  for (const auto& [dialect, variant] : type.variants) add_named(variant, names);
}

struct Adder {
  void operator()(const CreateEnum& op) const {
    names.insert(to_string(QualifiedName{op.type.schema, op.type.name}));
  }
  void operator()(const CreateTable& op) const {
    for (const Column& column : op.table.columns) add_named(column.type, names);
  }
  void operator()(const AddColumn& op) const { add_named(op.column.column.type, names); }
  void operator()(const AlterColumn& op) const {
    if (op.type) add_named(*op.type, names);
  }
  void operator()(const BatchAlterTable& op) const {
    for (const Operation& inner : op.operations) add_enum_names(inner, names);
  }
  template <class Op>
  void operator()(const Op&) const {}

  std::set<std::string>& names;
};

struct Keeper {
  bool operator()(const DropTable&) const { return false; }
  bool operator()(const DropColumn&) const { return false; }
  bool operator()(const DropEnum&) const { return false; }
  bool operator()(const Execute&) const { return false; }
  bool operator()(const Run&) const { return false; }
  bool operator()(const AlterColumn& op) const { return !op.type; }
  bool operator()(const BatchAlterTable& op) const { return std::ranges::all_of(op.operations, keeps_enums); }
  template <class Op>
  bool operator()(const Op&) const {
    return true;
  }
};

}  // namespace

void add_enum_names(const Operation& operation, std::set<std::string>& names) {
  std::visit(Adder{names}, operation.what);
}

bool keeps_enums(const Operation& operation) { return std::visit(Keeper{}, operation.what); }

bool may_make_enums_unseen(const Operation& operation) {
  if (const auto* batch = std::get_if<BatchAlterTable>(&operation.what)) {
    return std::ranges::any_of(batch->operations, may_make_enums_unseen);
  }
  return std::holds_alternative<Execute>(operation.what) || std::holds_alternative<Run>(operation.what);
}

}  // namespace dbtool::ops
