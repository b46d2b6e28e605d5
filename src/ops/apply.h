#pragma once

#include "dbtool/operation.h"

/// What each operation does to a schema: one overload for each, so that a new operation does not compile
/// until it has one. All throw Error{kScript}, without a place, if the operation does not fit.
namespace dbtool::ops {

void change(Schema& schema, const CreateTable& op);
void change(Schema& schema, const DropTable& op);
void change(Schema& schema, const RenameTable& op);
void change(Schema& schema, const CreateTableComment& op);
void change(Schema& schema, const DropTableComment& op);
void change(Schema& schema, const AlterTableOptions& op);

void change(Schema& schema, const AddColumn& op);
void change(Schema& schema, const AlterColumn& op);
void change(Schema& schema, const DropColumn& op);

void change(Schema& schema, const CreateIndex& op);
void change(Schema& schema, const DropIndex& op);
void change(Schema& schema, const CreatePrimaryKey& op);
void change(Schema& schema, const CreateUniqueConstraint& op);
void change(Schema& schema, const CreateForeignKey& op);
void change(Schema& schema, const CreateCheckConstraint& op);
void change(Schema& schema, const CreateExcludeConstraint& op);
void change(Schema& schema, const DropConstraint& op);

void change(Schema& schema, const CreateView& op);
void change(Schema& schema, const ReplaceView& op);
void change(Schema& schema, const DropView& op);
void change(Schema& schema, const CreateEnum& op);
void change(Schema& schema, const AddEnumValue& op);
void change(Schema& schema, const AlterEnum& op);
void change(Schema& schema, const DropEnum& op);
void change(Schema& schema, const CreateType& op);
void change(Schema& schema, const DropType& op);
void change(Schema& schema, const CreateSequence& op);
void change(Schema& schema, const AlterSequence& op);
void change(Schema& schema, const DropSequence& op);
void change(Schema& schema, const CreateTrigger& op);
void change(Schema& schema, const DropTrigger& op);
void change(Schema& schema, const CreateFunction& op);
void change(Schema& schema, const DropFunction& op);

void change(Schema& schema, const BatchAlterTable& op);
void change(Schema& schema, const Execute& op);
void change(Schema& schema, const BulkInsert& op);
void change(Schema& schema, const Run& op);

/// The table that an operation is about, with a suggestion in the error if it is not there.
[[nodiscard]] Table& require_table(Schema& schema, const std::string& name, const std::string& in_schema);

}  // namespace dbtool::ops
