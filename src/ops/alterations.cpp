#include "ops/alterations.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

namespace dbtool::ops {
namespace {

/// The table whose definition an operation changes; nothing for other operations.
template <class Op>
std::optional<QualifiedName> altered_table(const Op&) {
  return std::nullopt;
}
std::optional<QualifiedName> altered_table(const AddColumn& op) { return QualifiedName{op.schema, op.table}; }
std::optional<QualifiedName> altered_table(const AlterColumn& op) {
  return QualifiedName{op.schema, op.table};
}
std::optional<QualifiedName> altered_table(const DropColumn& op) {
  return QualifiedName{op.schema, op.table};
}
std::optional<QualifiedName> altered_table(const AlterTableOptions& op) {
  return QualifiedName{op.schema, op.table};
}
std::optional<QualifiedName> altered_table(const DropConstraint& op) {
  return QualifiedName{op.schema, op.table};
}
template <class Constraint>
std::optional<QualifiedName> altered_table(const CreateConstraint<Constraint>& op) {
  return QualifiedName{op.schema, op.table};
}
std::optional<QualifiedName> altered_table(const CreateIndex& op) {
  return op.concurrently ? std::nullopt : std::optional(QualifiedName{op.schema, op.table});
}
std::optional<QualifiedName> altered_table(const DropIndex& op) {
  if (op.concurrently || op.table.empty()) return std::nullopt;
  return QualifiedName{op.schema, op.table};
}

bool renames_only(const AlterColumn& op) {
  return op ==
         AlterColumn{.table = op.table, .schema = op.schema, .column = op.column, .rename_to = op.rename_to};
}

/// An index by itself never needs more than one statement.
bool is_of_index(const Operation& operation) {
  return std::holds_alternative<CreateIndex>(operation.what) ||
         std::holds_alternative<DropIndex>(operation.what);
}

class Gatherer {
 public:
  explicit Gatherer(LoneIndexes indexes) : indexes_(indexes) {}

  void add(Operation operation) {
    if (auto* batch = std::get_if<BatchAlterTable>(&operation.what)) {
      add_batch(*batch, operation);
    } else {
      add_one(std::move(operation));
    }
  }

  std::vector<Operation> take() {
    end_batch();
    return std::move(result_);
  }

 private:
  void add_batch(BatchAlterTable& batch, const Operation& operation) {
    // How it is to be done is said of this one, and not of its neighbours.
    if (batch.recreate != Recreate::kAuto) end_batch();
    recreate_ = batch.recreate;
    for (Operation& inner : batch.operations) {
      fill_table(inner, batch);
      if (inner.location == Location{}) inner.location = operation.location;
      inner.online = inner.online || operation.online;
      add_one(std::move(inner));
    }
    if (batch.recreate != Recreate::kAuto) end_batch();
    recreate_ = Recreate::kAuto;
  }

  void add_one(Operation operation) {
    const auto table = std::visit([](const auto& what) { return altered_table(what); }, operation.what);
    if (!batch_.empty() && (table != table_ || operation.online != batch_.front().online)) end_batch();
    if (!table) {
      result_.push_back(std::move(operation));
      return;
    }
    table_ = *table;
    auto* alter = std::get_if<AlterColumn>(&operation.what);
    if (alter == nullptr || alter->rename_to.empty()) {
      batch_.push_back(std::move(operation));
      return;
    }
    add_rename(std::move(operation));
  }

  /// First the name, then what else is to change, under the new one.
  void add_rename(Operation operation) {
    end_batch();
    auto& alter = std::get<AlterColumn>(operation.what);
    if (renames_only(alter)) {
      result_.push_back(std::move(operation));
      return;
    }
    Operation rename = operation;
    rename.what = AlterColumn{
        .table = alter.table, .schema = alter.schema, .column = alter.column, .rename_to = alter.rename_to};
    result_.push_back(std::move(rename));
    alter.column = std::exchange(alter.rename_to, {});
    batch_.push_back(std::move(operation));
  }

  void end_batch() {
    if (batch_.empty()) return;
    const bool stay_apart = indexes_ == LoneIndexes::kApart && std::ranges::all_of(batch_, is_of_index);
    if (recreate_ == Recreate::kAuto && (batch_.size() == 1 || stay_apart)) {
      std::ranges::move(batch_, std::back_inserter(result_));
    } else {
      Operation& batch = result_.emplace_back();
      batch.location = batch_.front().location;
      batch.online = batch_.front().online;
      batch.what = BatchAlterTable{.table = table_.name,
                                   .schema = table_.schema,
                                   .operations = std::move(batch_),
                                   .recreate = recreate_};
    }
    batch_.clear();
  }

  LoneIndexes indexes_;
  std::vector<Operation> result_;
  std::vector<Operation> batch_;  ///< those that go together so far
  QualifiedName table_;           ///< theirs
  Recreate recreate_ = Recreate::kAuto;
};

}  // namespace

void fill_table(Operation& operation, const BatchAlterTable& batch) {
  std::visit(
      [&batch](auto& op) {
        if constexpr (requires { op.table = batch.table; }) {
          if (!op.table.empty()) return;
          op.table = batch.table;
          op.schema = batch.schema;
        }
      },
      operation.what);
}

std::vector<Operation> gather_alterations(std::vector<Operation> operations, LoneIndexes indexes) {
  Gatherer gatherer(indexes);
  for (Operation& operation : operations) gatherer.add(std::move(operation));
  return gatherer.take();
}

std::vector<Operation> gather_alterations_for(const DialectTraits& traits,
                                              std::vector<Operation> operations) {
  if (!traits.gathers_alterations) return operations;
  return gather_alterations(std::move(operations),
                            traits.gathers_indexes ? LoneIndexes::kTogether : LoneIndexes::kApart);
}

}  // namespace dbtool::ops
