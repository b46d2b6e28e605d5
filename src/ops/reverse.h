#pragma once

#include <optional>

#include "dbtool/operation.h"

/// The inverse of each operation: one overload for each, so that a new operation does not compile until it
/// has one. `before` may be null; nothing is returned for what is not known, or would not restore all of it,
/// or might take away (`if_not_exists`) what was there before.
namespace dbtool::ops {

using Inverse = std::optional<OperationVariant>;

[[nodiscard]] Inverse undo(const CreateTable& op, const Schema* before);
[[nodiscard]] Inverse undo(const DropTable& op, const Schema* before);
[[nodiscard]] Inverse undo(const RenameTable& op, const Schema* before);
[[nodiscard]] Inverse undo(const CreateTableComment& op, const Schema* before);
[[nodiscard]] Inverse undo(const DropTableComment& op, const Schema* before);
[[nodiscard]] Inverse undo(const AlterTableOptions& op, const Schema* before);

[[nodiscard]] Inverse undo(const AddColumn& op, const Schema* before);
[[nodiscard]] Inverse undo(const AlterColumn& op, const Schema* before);
[[nodiscard]] Inverse undo(const DropColumn& op, const Schema* before);

[[nodiscard]] Inverse undo(const CreateIndex& op, const Schema* before);
[[nodiscard]] Inverse undo(const DropIndex& op, const Schema* before);
[[nodiscard]] Inverse undo(const CreatePrimaryKey& op, const Schema* before);
[[nodiscard]] Inverse undo(const CreateUniqueConstraint& op, const Schema* before);
[[nodiscard]] Inverse undo(const CreateForeignKey& op, const Schema* before);
[[nodiscard]] Inverse undo(const CreateCheckConstraint& op, const Schema* before);
[[nodiscard]] Inverse undo(const CreateExcludeConstraint& op, const Schema* before);
[[nodiscard]] Inverse undo(const DropConstraint& op, const Schema* before);

[[nodiscard]] Inverse undo(const CreateView& op, const Schema* before);
[[nodiscard]] Inverse undo(const ReplaceView& op, const Schema* before);
[[nodiscard]] Inverse undo(const DropView& op, const Schema* before);
[[nodiscard]] Inverse undo(const CreateEnum& op, const Schema* before);
[[nodiscard]] Inverse undo(const AddEnumValue& op, const Schema* before);
[[nodiscard]] Inverse undo(const AlterEnum& op, const Schema* before);
[[nodiscard]] Inverse undo(const DropEnum& op, const Schema* before);
[[nodiscard]] Inverse undo(const CreateType& op, const Schema* before);
[[nodiscard]] Inverse undo(const DropType& op, const Schema* before);
[[nodiscard]] Inverse undo(const CreateSequence& op, const Schema* before);
[[nodiscard]] Inverse undo(const AlterSequence& op, const Schema* before);
[[nodiscard]] Inverse undo(const DropSequence& op, const Schema* before);
[[nodiscard]] Inverse undo(const CreateTrigger& op, const Schema* before);
[[nodiscard]] Inverse undo(const DropTrigger& op, const Schema* before);
[[nodiscard]] Inverse undo(const CreateFunction& op, const Schema* before);
[[nodiscard]] Inverse undo(const DropFunction& op, const Schema* before);

[[nodiscard]] Inverse undo(const BatchAlterTable& op, const Schema* before);
[[nodiscard]] Inverse undo(const Execute& op, const Schema* before);
[[nodiscard]] Inverse undo(const BulkInsert& op, const Schema* before);
[[nodiscard]] Inverse undo(const Run& op, const Schema* before);

/// False for a view, trigger or function that is written for some dialects only: on the others nothing is
/// made, and its inverse finds nothing there.
[[nodiscard]] bool is_for_all_dialects(const DialectText& text);

/// Everything that a column takes with it when it is dropped, as operations that make it again, the column
/// first.
[[nodiscard]] std::vector<Operation> recreate_column(const Table& table, const Column& column);

}  // namespace dbtool::ops
