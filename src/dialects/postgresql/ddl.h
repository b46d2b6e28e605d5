#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dialect/ansi_ddl.h"

namespace dbtool::dialects::postgresql {

struct Obstacles;

/// PostgreSQL's statements, as SQLAlchemy and Alembic print them where those have any.
class PostgresqlDdl final : public dialect::AnsiDdl {
 public:
  PostgresqlDdl();

  [[nodiscard]] std::string type(const DataType& type) const override;
  /// What stands after DEFAULT.
  [[nodiscard]] std::string default_sql(const ServerDefault& value, const DataType& type) const {
    return default_value(value, type);
  }
  /// The text for PostgreSQL.
  [[nodiscard]] const std::string& expression(const DialectText& text) const { return text_of(text).text; }
  /// `schema.name`, quoted where it has to be.
  [[nodiscard]] std::string name(const QualifiedName& name) const {
    return qualified(name.schema, name.name);
  }
  [[nodiscard]] std::string returning(std::string_view table, std::string_view key) const override;
  [[nodiscard]] std::string create_index(const ops::CreateIndex& operation) const override;

 protected:
  using AnsiDdl::emit;
  void emit(const ops::CreateTable& operation, dialect::Emission& out) const override;
  void emit(const ops::DropTable& operation, dialect::Emission& out) const override;
  void emit(const ops::AddColumn& operation, dialect::Emission& out) const override;
  void emit(const ops::AlterColumn& operation, dialect::Emission& out) const override;
  void emit(const ops::DropColumn& operation, dialect::Emission& out) const override;
  void emit(const ops::AlterTableOptions& operation, dialect::Emission& out) const override;
  void emit(const ops::CreateIndex& operation, dialect::Emission& out) const override;
  void emit(const ops::DropIndex& operation, dialect::Emission& out) const override;
  void emit(const ops::CreateForeignKey& operation, dialect::Emission& out) const override;
  void emit(const ops::CreateCheckConstraint& operation, dialect::Emission& out) const override;
  void emit(const ops::DropConstraint& operation, dialect::Emission& out) const override;
  void emit(const ops::CreateTableComment& operation, dialect::Emission& out) const override;
  void emit(const ops::DropTableComment& operation, dialect::Emission& out) const override;
  void emit(const ops::CreateView& operation, dialect::Emission& out) const override;
  void emit(const ops::ReplaceView& operation, dialect::Emission& out) const override;
  void emit(const ops::CreateEnum& operation, dialect::Emission& out) const override;
  void emit(const ops::AddEnumValue& operation, dialect::Emission& out) const override;
  void emit(const ops::AlterEnum& operation, dialect::Emission& out) const override;
  void emit(const ops::DropEnum& operation, dialect::Emission& out) const override;
  void emit(const ops::AlterSequence& operation, dialect::Emission& out) const override;
  void emit(const ops::DropTrigger& operation, dialect::Emission& out) const override;
  void emit(const ops::DropFunction& operation, dialect::Emission& out) const override;
  void emit(const ops::Execute& operation, dialect::Emission& out) const override;
  void emit(const ops::BulkInsert& operation, dialect::Emission& out) const override;
  void emit_verbatim(Statement statement, dialect::Emission& out) const override;
  /// By COPY, which the server reads twice as fast as INSERT.
  [[nodiscard]] std::unique_ptr<dialect::RowWriter> file_writer(const std::string& table,
                                                                const std::string& columns,
                                                                const std::string& file,
                                                                dialect::StatementSink sink) const override;

  [[nodiscard]] std::string create_table(const Table& table, bool if_not_exists) const override;
  [[nodiscard]] std::string column(const Column& column, const Table& table) const override;
  [[nodiscard]] std::vector<std::string> table_constraints(const Table& table) const override;
  [[nodiscard]] std::string table_suffix(const Table& table) const override;
  [[nodiscard]] bool takes_numbers(const DataType& type) const override;
  [[nodiscard]] std::string primary_key(const PrimaryKey& key) const override;
  [[nodiscard]] std::string foreign_columns(const ForeignKey& key,
                                            const std::vector<std::string>& columns) const override;
  [[nodiscard]] std::string deleted_columns(const ForeignKey& key) const override;
  [[nodiscard]] std::string constraint_suffix(const DialectOptions& options) const override;
  [[nodiscard]] std::string unique_constraint(const UniqueConstraint& unique) const override;
  [[nodiscard]] std::string exclude_constraint(const ExcludeConstraint& exclude) const override;
  [[nodiscard]] std::string index_element(const IndexElement& element) const override;

 private:
  void emit_comment(std::string_view kind, const std::string& name, const std::string& comment,
                    dialect::Emission& out) const;
  void emit_inherited(const ops::AddColumn& operation, const Table& known, dialect::Emission& out) const;
  void emit_view_comments(const View& view, dialect::Emission& out) const;
  /// The columns of a primary key or a unique constraint: `(a, b)`, `(a, b WITHOUT OVERLAPS)`
  template <class Key>
  [[nodiscard]] std::string unique_columns(const Key& key) const;
  void emit_partition_bound(const ops::AlterTableOptions& operation, const std::string& bound,
                            dialect::Emission& out) const;
  void emit_column_extras(const Column& column, const QualifiedName& table, dialect::Emission& out) const;
  void emit_type_change(const ops::AlterColumn& operation, const Column* known, const Schema& schema,
                        dialect::Emission& out) const;
  class CounterWriter;
  /// Takes away what makes the column count (the sequence of a SERIAL, an identity), if it is to count no
  /// more.
  void emit_counter_end(const ops::AlterColumn& operation, const Table* table, const Column* known,
                        dialect::Emission& out) const;
  /// Makes what the column is to count by, or changes it.
  void emit_counter(const ops::AlterColumn& operation, const Table* table, const Column* known,
                    dialect::Emission& out) const;
  void emit_options(const ops::AlterColumn& operation, dialect::Emission& out) const;
  /// Makes the enums of columns that there are not yet.
  void emit_missing_enums(const std::vector<const Column*>& columns, dialect::Emission& out) const;
  /// Drops enums that were used by what is gone, but those that something else needs.
  void emit_unused_enums(const std::vector<QualifiedName>& enums, dialect::Emission& out) const;
  /// Brings columns to a new type that has their enum's name.
  void emit_conversions(const std::vector<const Table*>& tables, const Schema& schema,
                        const QualifiedName& type, dialect::Emission& out) const;
  /// The schema is the one in which they were found, with all of them in it.
  void emit_drops(const Obstacles& obstacles, const Schema& schema, dialect::Emission& out) const;
  void emit_again(const Obstacles& obstacles, const Schema& schema, dialect::Emission& out) const;
  void emit_views(const std::vector<const View*>& views, const Schema& schema, dialect::Emission& out) const;
  /// Those that the view had in the schema: they go with it when it is dropped.
  void emit_triggers(const QualifiedName& view, const Schema& schema, dialect::Emission& out) const;
  void emit_drops(const std::vector<const View*>& views, dialect::Emission& out) const;
};

[[nodiscard]] const PostgresqlDdl& ddl();

}  // namespace dbtool::dialects::postgresql
