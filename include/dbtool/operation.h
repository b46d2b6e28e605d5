#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <variant>
#include <vector>

#include "dbtool/fields.h"
#include "dbtool/schema.h"

/// Schema operations as values, named and meant as Alembic's `op.*`. They are data:
/// what is done with one (reverse, describe, apply to a Schema, compile to SQL) is a free
/// function over the variant, and what one is made of is its `fields()`.
namespace dbtool {

struct Operation;

namespace ops {

/// CREATE TABLE with its constraints, then its indexes.
struct CreateTable {
  static constexpr std::string_view kName = "create_table";
  Table table;
  bool if_not_exists = false;

  bool operator==(const CreateTable&) const = default;
  static constexpr auto fields() {
    return std::tuple(embedded(&CreateTable::table), optional("if_not_exists", &CreateTable::if_not_exists));
  }
};

struct DropTable {
  static constexpr std::string_view kName = "drop_table";
  std::string name;
  std::string schema;
  bool if_exists = false;

  bool operator==(const DropTable&) const = default;
  static constexpr auto fields() {
    return std::tuple(required("name", &DropTable::name), optional("schema", &DropTable::schema),
                      optional("if_exists", &DropTable::if_exists));
  }
};

/// Nothing else gets another name: neither indexes nor constraints.
struct RenameTable {
  static constexpr std::string_view kName = "rename_table";
  std::string from;
  std::string to;
  std::string schema;

  bool operator==(const RenameTable&) const = default;
  static constexpr auto fields() {
    return std::tuple(required("from", &RenameTable::from), required("to", &RenameTable::to),
                      optional("schema", &RenameTable::schema));
  }
};

/// A column written alone, with the constraints that its short keys (`unique: true`, `references: t.c`) stand
/// for.
struct ColumnDefinition {
  Column column;
  bool primary_key = false;
  bool unique = false;
  bool index = false;
  std::optional<ForeignKey> references;

  bool operator==(const ColumnDefinition&) const = default;
};

/// Adds a column behind the others.
struct AddColumn {
  static constexpr std::string_view kName = "add_column";
  std::string table;
  std::string schema;
  ColumnDefinition column;
  bool if_not_exists = false;

  bool operator==(const AddColumn&) const = default;
  static constexpr auto fields() {
    return std::tuple(required("table", &AddColumn::table), optional("schema", &AddColumn::schema),
                      required("column", &AddColumn::column),
                      optional("if_not_exists", &AddColumn::if_not_exists));
  }
};

/// What the column was before: needed offline by engines that restate a column whole.
struct ExistingColumn {
  std::optional<DataType> type;
  std::optional<bool> nullable;
  std::optional<ServerDefault> server_default;
  std::optional<std::string> comment;
  std::optional<std::string> collation;
  std::optional<bool> autoincrement;
  DialectOptions options;

  bool operator==(const ExistingColumn&) const = default;
  static constexpr auto fields() {
    return std::tuple(
        optional("type", &ExistingColumn::type), optional("nullable", &ExistingColumn::nullable),
        optional("default", &ExistingColumn::server_default), optional("comment", &ExistingColumn::comment),
        optional("collation", &ExistingColumn::collation),
        optional("autoincrement", &ExistingColumn::autoincrement),
        optional("options", &ExistingColumn::options));
  }
};

/// Changes parts of a column. One that is left out stays as it is. For parts that can be taken away the inner
/// optional is empty then (`default: null`).
struct AlterColumn {
  static constexpr std::string_view kName = "alter_column";
  std::string table;
  std::string schema;
  std::string column;
  std::optional<DataType> type;
  std::optional<bool> nullable;
  std::optional<std::optional<ServerDefault>> server_default;
  std::optional<std::optional<std::string>> comment;
  std::optional<std::optional<Identity>> identity;
  /// Whether the column counts itself up as a lone integer primary key does. An identity is another thing.
  std::optional<bool> autoincrement;
  std::optional<std::string> collation;  ///< empty: the engine's default one
  DialectOptions options;                ///< those that change; `false` takes one away
  std::string rename_to;
  std::string using_expression;  ///< SQL that makes the new value of the old one, for a change of type
  std::optional<ExistingColumn> existing;

  bool operator==(const AlterColumn&) const = default;
  static constexpr auto fields() {
    return std::tuple(
        required("table", &AlterColumn::table), optional("schema", &AlterColumn::schema),
        required("column", &AlterColumn::column), optional("type", &AlterColumn::type),
        optional("nullable", &AlterColumn::nullable), optional("default", &AlterColumn::server_default),
        optional("comment", &AlterColumn::comment), optional("identity", &AlterColumn::identity),
        optional("autoincrement", &AlterColumn::autoincrement),
        optional("collation", &AlterColumn::collation), optional("options", &AlterColumn::options),
        optional("rename_to", &AlterColumn::rename_to), optional("using", &AlterColumn::using_expression),
        optional("existing", &AlterColumn::existing));
  }
};

struct DropColumn {
  static constexpr std::string_view kName = "drop_column";
  std::string table;
  std::string schema;
  std::string column;
  bool if_exists = false;

  bool operator==(const DropColumn&) const = default;
  static constexpr auto fields() {
    return std::tuple(required("table", &DropColumn::table), optional("schema", &DropColumn::schema),
                      required("column", &DropColumn::column), optional("if_exists", &DropColumn::if_exists));
  }
};

struct CreateIndex {
  static constexpr std::string_view kName = "create_index";
  Index index;  ///< without a name it gets that of the default naming convention
  std::string table;
  std::string schema;
  bool concurrently = false;  ///< without keeping writers out, where the engine can; never in a transaction
  bool if_not_exists = false;

  bool operator==(const CreateIndex&) const = default;
  static constexpr auto fields() {
    return std::tuple(embedded(&CreateIndex::index), required("table", &CreateIndex::table),
                      optional("schema", &CreateIndex::schema),
                      optional("concurrently", &CreateIndex::concurrently),
                      optional("if_not_exists", &CreateIndex::if_not_exists));
  }
};

struct DropIndex {
  static constexpr std::string_view kName = "drop_index";
  std::string name;
  std::string table;
  std::string schema;
  bool concurrently = false;
  bool if_exists = false;

  bool operator==(const DropIndex&) const = default;
  static constexpr auto fields() {
    return std::tuple(required("name", &DropIndex::name), optional("table", &DropIndex::table),
                      optional("schema", &DropIndex::schema),
                      optional("concurrently", &DropIndex::concurrently),
                      optional("if_exists", &DropIndex::if_exists));
  }
};

/// The five operations that add a constraint to a table have one shape.
template <class Constraint>
struct CreateConstraint {
  static const std::string_view kName;
  std::string table;
  std::string schema;
  Constraint constraint;

  bool operator==(const CreateConstraint&) const = default;
  static constexpr auto fields() {
    return std::tuple(required("table", &CreateConstraint::table),
                      optional("schema", &CreateConstraint::schema), embedded(&CreateConstraint::constraint));
  }
};

using CreatePrimaryKey = CreateConstraint<PrimaryKey>;
using CreateUniqueConstraint = CreateConstraint<UniqueConstraint>;
using CreateForeignKey = CreateConstraint<ForeignKey>;
using CreateCheckConstraint = CreateConstraint<CheckConstraint>;
using CreateExcludeConstraint = CreateConstraint<ExcludeConstraint>;

template <>
inline constexpr std::string_view CreatePrimaryKey::kName = "create_primary_key";
template <>
inline constexpr std::string_view CreateUniqueConstraint::kName = "create_unique_constraint";
template <>
inline constexpr std::string_view CreateForeignKey::kName = "create_foreign_key";
template <>
inline constexpr std::string_view CreateCheckConstraint::kName = "create_check_constraint";
template <>
inline constexpr std::string_view CreateExcludeConstraint::kName = "create_exclude_constraint";

enum class ConstraintType { kUnset, kForeignKey, kUnique, kCheck, kPrimary };

/// Found by name, or, where it has none, by its columns or its SQL.
struct DropConstraint {
  static constexpr std::string_view kName = "drop_constraint";
  std::string table;
  std::string schema;
  ConstraintType type = ConstraintType::kUnset;
  std::string name;
  std::vector<std::string> columns;
  std::string sql;
  bool if_exists = false;

  bool operator==(const DropConstraint&) const = default;
  static constexpr auto fields() {
    return std::tuple(required("table", &DropConstraint::table), optional("schema", &DropConstraint::schema),
                      optional("type", &DropConstraint::type), optional("name", &DropConstraint::name),
                      optional("columns", &DropConstraint::columns), optional("sql", &DropConstraint::sql),
                      optional("if_exists", &DropConstraint::if_exists));
  }
};

struct CreateTableComment {
  static constexpr std::string_view kName = "create_table_comment";
  std::string table;
  std::string schema;
  std::string comment;

  bool operator==(const CreateTableComment&) const = default;
  static constexpr auto fields() {
    return std::tuple(required("table", &CreateTableComment::table),
                      optional("schema", &CreateTableComment::schema),
                      required("comment", &CreateTableComment::comment));
  }
};

struct DropTableComment {
  static constexpr std::string_view kName = "drop_table_comment";
  std::string table;
  std::string schema;

  bool operator==(const DropTableComment&) const = default;
  static constexpr auto fields() {
    return std::tuple(required("table", &DropTableComment::table),
                      optional("schema", &DropTableComment::schema));
  }
};

/// Sets options of a table that only one dialect understands; `false` takes one away. `existing` are the
/// values before, for the way back.
struct AlterTableOptions {
  static constexpr std::string_view kName = "alter_table_options";
  std::string table;
  std::string schema;
  DialectOptions options;
  DialectOptions existing;

  bool operator==(const AlterTableOptions&) const = default;
  static constexpr auto fields() {
    return std::tuple(
        required("table", &AlterTableOptions::table), optional("schema", &AlterTableOptions::schema),
        required("options", &AlterTableOptions::options), optional("existing", &AlterTableOptions::existing));
  }
};

struct CreateView {
  static constexpr std::string_view kName = "create_view";
  View view;
  bool if_not_exists = false;

  bool operator==(const CreateView&) const = default;
  static constexpr auto fields() {
    return std::tuple(embedded(&CreateView::view), optional("if_not_exists", &CreateView::if_not_exists));
  }
};

/// Drops the view, if there is one, and creates it.
struct ReplaceView {
  static constexpr std::string_view kName = "replace_view";
  View view;

  bool operator==(const ReplaceView&) const = default;
  static constexpr auto fields() { return std::tuple(embedded(&ReplaceView::view)); }
};

struct DropView {
  static constexpr std::string_view kName = "drop_view";
  std::string name;
  std::string schema;
  bool materialized = false;
  bool if_exists = false;

  bool operator==(const DropView&) const = default;
  static constexpr auto fields() {
    return std::tuple(required("name", &DropView::name), optional("schema", &DropView::schema),
                      optional("materialized", &DropView::materialized),
                      optional("if_exists", &DropView::if_exists));
  }
};

struct CreateEnum {
  static constexpr std::string_view kName = "create_enum";
  EnumType type;

  bool operator==(const CreateEnum&) const = default;
  static constexpr auto fields() { return std::tuple(embedded(&CreateEnum::type)); }
};

struct AddEnumValue {
  static constexpr std::string_view kName = "add_enum_value";
  std::string name;
  std::string schema;
  std::string value;
  std::string before;  ///< the value that it comes before; with neither this nor `after` it is the last one
  std::string after;

  bool operator==(const AddEnumValue&) const = default;
  static constexpr auto fields() {
    return std::tuple(required("name", &AddEnumValue::name), optional("schema", &AddEnumValue::schema),
                      required("value", &AddEnumValue::value), optional("before", &AddEnumValue::before),
                      optional("after", &AddEnumValue::after));
  }
};

/// Gives an enum other values, or another order. Columns of that type keep theirs: none may have one that is
/// gone. `existing` are the values before, for the way back.
struct AlterEnum {
  static constexpr std::string_view kName = "alter_enum";
  EnumType type;
  std::vector<std::string> existing;

  bool operator==(const AlterEnum&) const = default;
  static constexpr auto fields() {
    return std::tuple(embedded(&AlterEnum::type), optional("existing", &AlterEnum::existing));
  }
};

/// The operations that drop an object by its name alone.
template <class Object>
struct DropNamed {
  static const std::string_view kName;
  std::string name;
  std::string schema;
  bool if_exists = false;

  bool operator==(const DropNamed&) const = default;
  static constexpr auto fields() {
    return std::tuple(required("name", &DropNamed::name), optional("schema", &DropNamed::schema),
                      optional("if_exists", &DropNamed::if_exists));
  }
};

using DropEnum = DropNamed<EnumType>;
using DropType = DropNamed<NamedType>;
using DropSequence = DropNamed<Sequence>;
using DropFunction = DropNamed<Function>;

template <>
inline constexpr std::string_view DropEnum::kName = "drop_enum";
template <>
inline constexpr std::string_view DropType::kName = "drop_type";
template <>
inline constexpr std::string_view DropSequence::kName = "drop_sequence";
template <>
inline constexpr std::string_view DropFunction::kName = "drop_function";

struct CreateType {
  static constexpr std::string_view kName = "create_type";
  NamedType type;

  bool operator==(const CreateType&) const = default;
  static constexpr auto fields() { return std::tuple(embedded(&CreateType::type)); }
};

struct CreateSequence {
  static constexpr std::string_view kName = "create_sequence";
  Sequence sequence;

  bool operator==(const CreateSequence&) const = default;
  static constexpr auto fields() { return std::tuple(embedded(&CreateSequence::sequence)); }
};

/// What a sequence was before; what is unset was the engine's choice.
struct ExistingSequence {
  std::string type;
  std::optional<std::int64_t> start;
  std::optional<std::int64_t> increment;
  std::optional<std::int64_t> min_value;
  std::optional<std::int64_t> max_value;
  std::optional<std::int64_t> cache;
  bool cycle = false;

  bool operator==(const ExistingSequence&) const = default;
  static constexpr auto fields() {
    return std::tuple(optional("type", &ExistingSequence::type), optional("start", &ExistingSequence::start),
                      optional("increment", &ExistingSequence::increment),
                      optional("min_value", &ExistingSequence::min_value),
                      optional("max_value", &ExistingSequence::max_value),
                      optional("cache", &ExistingSequence::cache),
                      optional("cycle", &ExistingSequence::cycle));
  }
};

/// Changes parts of a sequence. One that is left out stays as it is; `null` is the engine's choice. The next
/// value stays what it is.
struct AlterSequence {
  static constexpr std::string_view kName = "alter_sequence";
  std::string name;
  std::string schema;
  std::string type;
  std::optional<std::optional<std::int64_t>> start;
  std::optional<std::optional<std::int64_t>> increment;
  std::optional<std::optional<std::int64_t>> min_value;
  std::optional<std::optional<std::int64_t>> max_value;
  std::optional<std::optional<std::int64_t>> cache;
  std::optional<bool> cycle;
  std::optional<ExistingSequence> existing;  ///< for the way back

  bool operator==(const AlterSequence&) const = default;
  static constexpr auto fields() {
    return std::tuple(
        required("name", &AlterSequence::name), optional("schema", &AlterSequence::schema),
        optional("type", &AlterSequence::type), optional("start", &AlterSequence::start),
        optional("increment", &AlterSequence::increment), optional("min_value", &AlterSequence::min_value),
        optional("max_value", &AlterSequence::max_value), optional("cache", &AlterSequence::cache),
        optional("cycle", &AlterSequence::cycle), optional("existing", &AlterSequence::existing));
  }
};

struct CreateTrigger {
  static constexpr std::string_view kName = "create_trigger";
  Trigger trigger;

  bool operator==(const CreateTrigger&) const = default;
  static constexpr auto fields() { return std::tuple(embedded(&CreateTrigger::trigger)); }
};

struct DropTrigger {
  static constexpr std::string_view kName = "drop_trigger";
  std::string name;
  std::string table;
  std::string schema;
  bool if_exists = false;

  bool operator==(const DropTrigger&) const = default;
  static constexpr auto fields() {
    return std::tuple(required("name", &DropTrigger::name), optional("table", &DropTrigger::table),
                      optional("schema", &DropTrigger::schema),
                      optional("if_exists", &DropTrigger::if_exists));
  }
};

struct CreateFunction {
  static constexpr std::string_view kName = "create_function";
  Function function;

  bool operator==(const CreateFunction&) const = default;
  static constexpr auto fields() { return std::tuple(embedded(&CreateFunction::function)); }
};

/// SQL as written, one statement or several.
struct Execute {
  static constexpr std::string_view kName = "execute";
  DialectText sql;

  bool operator==(const Execute&) const = default;
};

/// A value of a row; a number's text is decimal, a boolean's `true` or `false`, a list's and a mapping's
/// JSON.
struct Literal {
  enum class Kind { kNull, kBoolean, kNumber, kString, kList, kMapping };
  Kind kind = Kind::kNull;
  std::string text;

  bool operator==(const Literal&) const = default;
};

using RowValues = std::vector<Literal>;

/// Rows in the order of `columns`, or a CSV file (with a line of names) beside the script.
struct BulkInsert {
  static constexpr std::string_view kName = "bulk_insert";
  std::string table;
  std::string schema;
  std::vector<std::string> columns;
  std::vector<RowValues> rows;
  SourceText file;
  std::vector<std::size_t> lines = {};  ///< of the rows in the script, if they stand in one; not compared

  bool operator==(const BulkInsert& other) const {
    return table == other.table && schema == other.schema && columns == other.columns && rows == other.rows &&
           file == other.file;
  }
};

/// Whether a batch builds its table anew.
enum class Recreate {
  kAuto,    ///< if the engine cannot do it in place
  kAlways,  ///< in any case
  kNever,   ///< then what cannot be done in place is an error
};

/// Alterations of one table, grouped by hand; theirs may leave out `table` and `schema`.
struct BatchAlterTable {
  static constexpr std::string_view kName = "batch_alter_table";
  std::string table;
  std::string schema;
  std::vector<Operation> operations;
  Recreate recreate = Recreate::kAuto;

  bool operator==(const BatchAlterTable&) const;
};

/// A program of the user's, started without a shell and never inside a transaction.
struct Run {
  static constexpr std::string_view kName = "run";
  std::string command;

  bool operator==(const Run&) const = default;
  static constexpr auto fields() { return std::tuple(required("command", &Run::command)); }
};

}  // namespace ops

using OperationVariant =
    std::variant<ops::CreateTable, ops::DropTable, ops::RenameTable, ops::AddColumn, ops::AlterColumn,
                 ops::DropColumn, ops::CreateIndex, ops::DropIndex, ops::CreatePrimaryKey,
                 ops::CreateUniqueConstraint, ops::CreateForeignKey, ops::CreateCheckConstraint,
                 ops::CreateExcludeConstraint, ops::DropConstraint, ops::CreateTableComment,
                 ops::DropTableComment, ops::AlterTableOptions, ops::CreateView, ops::ReplaceView,
                 ops::DropView, ops::CreateEnum, ops::AddEnumValue, ops::AlterEnum, ops::DropEnum,
                 ops::CreateType, ops::DropType, ops::CreateSequence, ops::AlterSequence, ops::DropSequence,
                 ops::CreateTrigger, ops::DropTrigger, ops::CreateFunction, ops::DropFunction, ops::Execute,
                 ops::BulkInsert, ops::BatchAlterTable, ops::Run>;

/// One operation of a script. Where it stands in its file is not part of its value.
struct Operation {
  OperationVariant what;
  std::vector<std::string> only = {};    ///< dialects it is for; empty: all
  std::vector<std::string> except = {};  ///< dialects it is not for
  /// The engine has to do it without keeping writers out, or to refuse it, where it can be told so.
  bool online = false;
  Location location = {};

  bool operator==(const Operation& other) const {
    return what == other.what && only == other.only && except == other.except && online == other.online;
  }
};

/// `create_table`, as in scripts.
[[nodiscard]] std::string_view operation_name(const Operation& operation);

/// True if the operation is meant for a dialect of these names.
[[nodiscard]] bool applies_to(const Operation& operation, std::span<const std::string_view> dialect_names);

/// What it does, for people: `create table 'user'`.
[[nodiscard]] std::string describe(const Operation& operation);

/// Operations as a YAML script has them: a list that begins in the first column. Empty if there are none.
[[nodiscard]] std::string to_yaml(std::span<const Operation> operations);

/// The operation that undoes this one, or nothing if that is not known. `before`, where it is
/// given, is the schema that the operation is applied to: with it, what is dropped can be made again.
[[nodiscard]] std::optional<Operation> reverse(const Operation& operation, const Schema* before = nullptr);

/// Does to a schema what the operation does to a database. Raw SQL does nothing here. Throws
/// Error{kScript} if the operation does not fit: a table that is not there, a column that is there twice.
void apply(const Operation& operation, Schema& schema);

}  // namespace dbtool
