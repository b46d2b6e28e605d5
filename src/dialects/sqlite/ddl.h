#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dialect/ansi_ddl.h"

namespace dbtool::dialects::sqlite {

/// What SQLite's own statements can do is done by them; for the rest the table is built anew.
class SqliteDdl final : public dialect::AnsiDdl {
 public:
  /// For a library of this version, as sqlite3_libversion_number() tells it.
  explicit SqliteDdl(int version);

  [[nodiscard]] std::string type(const DataType& type) const override;
  /// Without its indexes.
  [[nodiscard]] std::string create_table_sql(const Table& table) const { return create_table(table, false); }
  [[nodiscard]] std::string create_index_sql(const Index& index, const QualifiedName& table) const {
    return create_index({.index = index, .table = table.name, .schema = table.schema});
  }
  /// The text for SQLite.
  [[nodiscard]] const std::string& expression(const DialectText& text) const { return text_of(text).text; }
  /// What stands after DEFAULT.
  [[nodiscard]] std::string default_sql(const ServerDefault& value, const DataType& type) const {
    return default_value(value, type);
  }

 protected:
  using AnsiDdl::emit;
  void emit(const ops::CreateTable& operation, dialect::Emission& out) const override;
  void emit(const ops::AddColumn& operation, dialect::Emission& out) const override;
  void emit(const ops::AlterColumn& operation, dialect::Emission& out) const override;
  void emit(const ops::DropColumn& operation, dialect::Emission& out) const override;
  void emit(const ops::AlterTableOptions& operation, dialect::Emission& out) const override;
  void emit(const ops::CreatePrimaryKey& operation, dialect::Emission& out) const override;
  void emit(const ops::CreateUniqueConstraint& operation, dialect::Emission& out) const override;
  void emit(const ops::CreateForeignKey& operation, dialect::Emission& out) const override;
  void emit(const ops::CreateCheckConstraint& operation, dialect::Emission& out) const override;
  void emit(const ops::CreateExcludeConstraint& operation, dialect::Emission& out) const override;
  void emit(const ops::DropConstraint& operation, dialect::Emission& out) const override;
  void emit(const ops::BatchAlterTable& operation, dialect::Emission& out) const override;
  void emit(const ops::CreateView& operation, dialect::Emission& out) const override;
  void emit(const ops::ReplaceView& operation, dialect::Emission& out) const override;
  void emit(const ops::DropView& operation, dialect::Emission& out) const override;
  void emit(const ops::CreateType& operation, dialect::Emission& out) const override;
  void emit(const ops::DropType&, dialect::Emission&) const override {}  // there can be none
  void emit(const ops::CreateSequence& operation, dialect::Emission& out) const override;
  void emit(const ops::AlterSequence& operation, dialect::Emission& out) const override;
  void emit(const ops::DropSequence& operation, dialect::Emission& out) const override;
  void emit(const ops::CreateFunction& operation, dialect::Emission& out) const override;
  void emit(const ops::DropFunction&, dialect::Emission&) const override {}

  [[nodiscard]] std::string column(const Column& column, const Table& table) const override;
  [[nodiscard]] std::vector<std::string> table_constraints(const Table& table) const override;
  [[nodiscard]] std::string table_suffix(const Table& table) const override;
  [[nodiscard]] std::string default_expression(std::string_view sql) const override;
  [[nodiscard]] std::string_view boolean_literal(bool value) const override { return value ? "1" : "0"; }
  [[nodiscard]] std::string referenced_table(const Reference& reference,
                                             std::string_view schema) const override;
  [[nodiscard]] std::string not_null(const Column& column) const override;
  [[nodiscard]] std::string primary_key(const PrimaryKey& key) const override;
  [[nodiscard]] std::string unique_constraint(const UniqueConstraint& unique) const override;
  [[nodiscard]] std::string create_index(const ops::CreateIndex& operation) const override;
  [[nodiscard]] std::string index_target(const ops::CreateIndex& operation) const override;

 private:
  [[nodiscard]] const Table* known_table(const QualifiedName& name, dialect::Emission& out) const;
  /// Does what no statement of SQLite's does in place.
  template <class Op>
  void rebuild(const Op& operation, const std::string& purpose, dialect::Emission& out) const;
  void rebuild(const std::vector<Operation>& operations, const QualifiedName& table,
               const std::string& purpose, dialect::Emission& out) const;

  int version_;
};

[[nodiscard]] const SqliteDdl& ddl();

}  // namespace dbtool::dialects::sqlite
