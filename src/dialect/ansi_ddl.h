#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dbtool/ddl_compiler.h"
#include "dbtool/dialect.h"
#include "dialect/emission.h"
#include "dialect/row_writer.h"
#include "sql/builder.h"

namespace dbtool::dialect {

/// The SQL that engines have in common, in the shape in which SQLAlchemy and Alembic print it. A dialect
/// overrides what it spells differently, and throws Error{kUnsupported} from the rest.
class AnsiDdl : public DdlCompiler {
 public:
  /// All three outlive the compiler.
  AnsiDdl(const DialectTraits& traits, const sql::Syntax& syntax, const sql::Quoting& quoting)
      : traits_(traits), syntax_(syntax), quoting_(quoting) {}

  [[nodiscard]] LazyStatements compile_lazily(const Operation& operation, TableSource& tables) const final;
  /// Throws Error{kScript} for a name that is longer than the engine's limit: many would cut it.
  [[nodiscard]] std::string quote(std::string_view identifier) const final;
  [[nodiscard]] std::string literal(std::string_view text) const final { return quoting_.string(text); }
  /// What SQLAlchemy puts behind an INSERT into a table to be told the row's key: ` RETURNING t.id`. Both
  /// names are SQL.
  [[nodiscard]] virtual std::string returning(std::string_view /*table*/, std::string_view /*key*/) const {
    return {};
  }

 protected:
  // --- One operation each ---
  virtual void emit(const ops::CreateTable& operation, Emission& out) const;
  virtual void emit(const ops::DropTable& operation, Emission& out) const;
  virtual void emit(const ops::RenameTable& operation, Emission& out) const;
  virtual void emit(const ops::AddColumn& operation, Emission& out) const;
  virtual void emit(const ops::AlterColumn& operation, Emission& out) const;
  virtual void emit(const ops::DropColumn& operation, Emission& out) const;
  virtual void emit(const ops::CreateIndex& operation, Emission& out) const;
  virtual void emit(const ops::DropIndex& operation, Emission& out) const;
  virtual void emit(const ops::CreatePrimaryKey& operation, Emission& out) const;
  virtual void emit(const ops::CreateUniqueConstraint& operation, Emission& out) const;
  virtual void emit(const ops::CreateForeignKey& operation, Emission& out) const;
  virtual void emit(const ops::CreateCheckConstraint& operation, Emission& out) const;
  virtual void emit(const ops::CreateExcludeConstraint& operation, Emission& out) const;
  virtual void emit(const ops::DropConstraint& operation, Emission& out) const;
  virtual void emit(const ops::CreateTableComment&, Emission&) const {}
  virtual void emit(const ops::DropTableComment&, Emission&) const {}
  virtual void emit(const ops::AlterTableOptions&, Emission&) const;
  virtual void emit(const ops::CreateView& operation, Emission& out) const;
  virtual void emit(const ops::ReplaceView& operation, Emission& out) const;
  virtual void emit(const ops::DropView& operation, Emission& out) const;
  // Only where an enum is an object of the database is there anything to do.
  virtual void emit(const ops::CreateEnum&, Emission&) const {}
  virtual void emit(const ops::AddEnumValue&, Emission&) const {}
  virtual void emit(const ops::AlterEnum&, Emission&) const {}
  virtual void emit(const ops::DropEnum&, Emission&) const {}
  virtual void emit(const ops::CreateType& operation, Emission& out) const;
  virtual void emit(const ops::DropType& operation, Emission& out) const;
  virtual void emit(const ops::CreateSequence& operation, Emission& out) const;
  virtual void emit(const ops::AlterSequence& operation, Emission& out) const;
  virtual void emit(const ops::DropSequence& operation, Emission& out) const;
  virtual void emit(const ops::CreateTrigger& operation, Emission& out) const;
  virtual void emit(const ops::DropTrigger& operation, Emission& out) const;
  virtual void emit(const ops::CreateFunction& operation, Emission& out) const;
  virtual void emit(const ops::DropFunction& operation, Emission& out) const;
  virtual void emit(const ops::BatchAlterTable& operation, Emission& out) const;
  virtual void emit(const ops::Execute& operation, Emission& out) const;
  virtual void emit(const ops::BulkInsert& operation, Emission& out) const;
  void emit(const ops::Run& operation, Emission& out) const;

  // --- Parts of statements that dialects spell differently ---
  [[nodiscard]] virtual std::string create_table(const Table& table, bool if_not_exists) const;
  /// `name TYPE DEFAULT x NOT NULL`; the table is the one it is a part of, as far as it is known.
  [[nodiscard]] virtual std::string column(const Column& column, const Table& table) const;
  /// The parts of CREATE TABLE's parentheses after the columns, in order.
  [[nodiscard]] virtual std::vector<std::string> table_constraints(const Table& table) const;
  /// What follows the closing parenthesis of CREATE TABLE.
  [[nodiscard]] virtual std::string table_suffix(const Table&) const { return {}; }
  /// ` GENERATED ALWAYS AS (…) STORED`
  [[nodiscard]] virtual std::string computed(const Computed& computed) const;
  /// ` NOT NULL`
  [[nodiscard]] virtual std::string not_null(const Column&) const { return " NOT NULL"; }
  /// An expression after DEFAULT.
  [[nodiscard]] virtual std::string default_expression(std::string_view sql) const {
    return std::string(sql);
  }
  /// Throws Error{kScript} for a name that the engine does not take: it is longer than its limit.
  virtual void require_name(std::string_view identifier) const;
  /// True if a default of `true` or `false` is a truth value in a column of this type.
  [[nodiscard]] virtual bool takes_booleans(const DataType& type) const {
    return type.kind == TypeKind::kBoolean;
  }
  /// True if a default that looks like a number stands without quotes in a column of this type.
  [[nodiscard]] virtual bool takes_numbers(const DataType& type) const;
  /// How long an INSERT of several rows may be.
  [[nodiscard]] virtual std::size_t max_insert_bytes() const;
  /// Who writes the rows of `file` into a table; the table and its columns, `(a, b)`, are SQL.
  [[nodiscard]] virtual std::unique_ptr<RowWriter> file_writer(const std::string& table,
                                                               const std::string& columns,
                                                               const std::string& file,
                                                               StatementSink sink) const;
  [[nodiscard]] virtual std::string_view boolean_literal(bool value) const {
    return value ? "true" : "false";
  }
  /// What a foreign key of a table in `schema` points at: `parent (id)`.
  [[nodiscard]] virtual std::string referenced_table(const Reference& reference,
                                                     std::string_view schema) const;
  [[nodiscard]] virtual std::string primary_key(const PrimaryKey& key) const;
  /// The columns of one side of a foreign key: `(a, b)`
  [[nodiscard]] virtual std::string foreign_columns(const ForeignKey& key,
                                                    const std::vector<std::string>& columns) const;
  /// What stands behind the action of ON DELETE: the columns that it sets, ` (a, b)`.
  [[nodiscard]] virtual std::string deleted_columns(const ForeignKey&) const { return {}; }
  /// What a check or a foreign key with these options ends with: ` NOT ENFORCED`
  [[nodiscard]] virtual std::string constraint_suffix(const DialectOptions&) const { return {}; }
  [[nodiscard]] virtual std::string unique_constraint(const UniqueConstraint& unique) const;
  [[nodiscard]] virtual std::string exclude_constraint(const ExcludeConstraint& exclude) const;
  /// `CREATE UNIQUE INDEX ix ON t (a, b DESC) WHERE …`
  [[nodiscard]] virtual std::string create_index(const ops::CreateIndex& operation) const;
  /// `ix ON t`
  [[nodiscard]] virtual std::string index_target(const ops::CreateIndex& operation) const;
  [[nodiscard]] virtual std::string index_element(const IndexElement& element) const;

  // --- For dialects' own spellings ---
  [[nodiscard]] const DialectTraits& traits() const noexcept { return traits_; }
  [[nodiscard]] const sql::Syntax& syntax() const noexcept { return syntax_; }
  [[nodiscard]] const SourceText& text_of(const DialectText& text) const {
    return text.select(traits_.names);
  }
  /// Throws what quote() throws.
  [[nodiscard]] std::string qualified(std::string_view schema, std::string_view name) const;
  /// `(a, b)`
  [[nodiscard]] std::string column_list(const std::vector<std::string>& columns) const;
  /// `CONSTRAINT name `, or nothing if it has no name.
  [[nodiscard]] std::string constraint_name(std::string_view name) const;
  /// The columns of a key, or its parts: `(a COLLATE nocase, b DESC)`
  [[nodiscard]] std::string key_columns(const std::vector<std::string>& columns,
                                        const std::vector<IndexElement>& parts) const;
  [[nodiscard]] std::string foreign_key(const ForeignKey& key, std::string_view schema) const;
  /// `REFERENCES parent (id) ON DELETE CASCADE`
  [[nodiscard]] std::string references(const ForeignKey& key, std::string_view schema) const;
  [[nodiscard]] std::string check_constraint(const CheckConstraint& check) const;
  /// What stands after DEFAULT: a literal as its column's type wants it, or an expression.
  [[nodiscard]] std::string default_value(const ServerDefault& value, const DataType& type) const;
  [[nodiscard]] std::string value(const ops::Literal& literal) const;
  /// The index's name or, if it has none, `ix_<table>_<columns>`, SQLAlchemy's own convention, no longer than
  /// the engine takes. Throws Error{kScript} if it has only expressions then.
  [[nodiscard]] std::string index_name(const Index& index, std::string_view table) const;
  void emit_index(const Index& index, const QualifiedName& table, Emission& out) const;
  /// Each statement of a text that the user wrote, at its own place.
  void emit_script(const SourceText& script, Emission& out) const;
  /// Says of each statement that is written where it stands to transactions.
  virtual void place(Statement&) const {}
  /// One of these.
  virtual void emit_verbatim(Statement statement, Emission& out) const { out.add(std::move(statement)); }

 private:
  /// What stands behind TYPE.
  [[nodiscard]] std::string changed_type(const ops::AlterColumn& operation) const;
  void emit_operation(const Operation& operation, Emission& out) const;
  void emit_rows(const ops::BulkInsert& operation, Emission& out) const;
  void emit_file(const ops::BulkInsert& operation, Emission& out) const;

  const DialectTraits& traits_;
  const sql::Syntax& syntax_;
  const sql::Quoting& quoting_;
};

/// True for what SQL reads as a number without quotes: `-1.5e3`.
[[nodiscard]] bool is_number(std::string_view text) noexcept;

/// ` DEFERRABLE INITIALLY DEFERRED`, or what of it is said.
[[nodiscard]] std::string deferrability(std::optional<bool> deferrable, Initially initially);

}  // namespace dbtool::dialect
