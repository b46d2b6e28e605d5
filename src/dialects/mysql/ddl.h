#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dialect/ansi_ddl.h"
#include "dialects/mysql/server.h"

namespace dbtool::dialects::mysql {

/// A change of a table is a clause of ALTER TABLE, and neighbours share one statement. Nothing that a column
/// has is lost when a part of it changes: the whole of it is restated, from the table as it is or, offline,
/// from the history or `existing:`.
class MysqlDdl final : public dialect::AnsiDdl {
 public:
  explicit MysqlDdl(const Server& server);

  [[nodiscard]] std::string type(const DataType& type) const override;
  [[nodiscard]] const Server& server() const noexcept { return server_; }

  // --- For the clauses of ALTER TABLE ---
  /// `name TYPE NOT NULL DEFAULT x`: whether it counts itself up depends on its table's key.
  [[nodiscard]] std::string column_sql(const Column& column, const Table& table) const {
    return this->column(column, table);
  }
  [[nodiscard]] std::string literal_default(const ServerDefault& value, const DataType& type) const {
    return default_value(value, type);
  }
  [[nodiscard]] std::string primary_key_sql(const PrimaryKey& key) const { return primary_key(key); }
  [[nodiscard]] std::string unique_sql(const UniqueConstraint& unique) const {
    return unique_constraint(unique);
  }
  /// Throws Error{kUnsupported} for MATCH and DEFERRABLE: the server would ignore its actions besides.
  [[nodiscard]] std::string foreign_key_sql(const ForeignKey& key, std::string_view schema) const;
  /// The key with the columns that it points at: the primary key's, if it names none. Throws Error{kScript}
  /// if they are not known.
  [[nodiscard]] static ForeignKey with_referenced_columns(ForeignKey key, const Table* referenced);
  [[nodiscard]] std::string check_sql(const CheckConstraint& check) const { return check_constraint(check); }
  [[nodiscard]] bool is_for_us(const DialectText& text) const { return !text_of(text).empty(); }
  /// `UNIQUE INDEX IF NOT EXISTS ix USING btree (a, b(10) DESC) COMMENT 'x'`; with the table behind the name
  /// as CREATE INDEX has it, or without.
  [[nodiscard]] std::string index_sql(const ops::CreateIndex& operation, std::string_view table) const;
  using AnsiDdl::index_name;
  [[nodiscard]] std::string name(std::string_view schema, std::string_view name) const {
    return qualified(schema, name);
  }
  /// ` ENGINE=InnoDB CHARSET=utf8mb4` of all options; empty if there are none.
  [[nodiscard]] std::string options_sql(const DialectOptions& options) const;

 protected:
  using AnsiDdl::emit;
  void emit(const ops::CreateTable& operation, dialect::Emission& out) const override;
  void emit(const ops::RenameTable& operation, dialect::Emission& out) const override;
  void emit(const ops::AddColumn& operation, dialect::Emission& out) const override;
  void emit(const ops::AlterColumn& operation, dialect::Emission& out) const override;
  void emit(const ops::DropColumn& operation, dialect::Emission& out) const override;
  void emit(const ops::CreateIndex& operation, dialect::Emission& out) const override;
  void emit(const ops::DropIndex& operation, dialect::Emission& out) const override;
  void emit(const ops::CreatePrimaryKey& operation, dialect::Emission& out) const override;
  void emit(const ops::CreateUniqueConstraint& operation, dialect::Emission& out) const override;
  void emit(const ops::CreateForeignKey& operation, dialect::Emission& out) const override;
  void emit(const ops::CreateCheckConstraint& operation, dialect::Emission& out) const override;
  void emit(const ops::CreateExcludeConstraint& operation, dialect::Emission& out) const override;
  void emit(const ops::DropConstraint& operation, dialect::Emission& out) const override;
  void emit(const ops::CreateTableComment& operation, dialect::Emission& out) const override;
  void emit(const ops::DropTableComment& operation, dialect::Emission& out) const override;
  void emit(const ops::AlterTableOptions& operation, dialect::Emission& out) const override;
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
  void emit(const ops::DropFunction& operation, dialect::Emission& out) const override;

  [[nodiscard]] std::string column(const Column& column, const Table& table) const override;
  [[nodiscard]] std::vector<std::string> table_constraints(const Table& table) const override;
  [[nodiscard]] std::string table_suffix(const Table& table) const override;
  [[nodiscard]] std::string computed(const Computed& computed) const override;
  [[nodiscard]] std::string default_expression(std::string_view sql) const override;
  [[nodiscard]] std::size_t max_insert_bytes() const override;
  void require_name(std::string_view identifier) const override;
  [[nodiscard]] bool takes_booleans(const DataType& type) const override;
  [[nodiscard]] std::string_view boolean_literal(bool value) const override { return value ? "1" : "0"; }
  [[nodiscard]] std::string unique_constraint(const UniqueConstraint& unique) const override;
  [[nodiscard]] std::string exclude_constraint(const ExcludeConstraint& exclude) const override;
  [[nodiscard]] std::string create_index(const ops::CreateIndex& operation) const override;
  [[nodiscard]] std::string index_element(const IndexElement& element) const override;
  [[nodiscard]] std::string referenced_table(const Reference& reference,
                                             std::string_view schema) const override;
  void place(Statement& statement) const override;

 private:
  template <class Op>
  void alter(const Op& operation, dialect::Emission& out) const;
  [[nodiscard]] std::string view_head(const View& view) const;
  [[nodiscard]] Error unsupported(std::string_view what) const;
  void require_plain(const ForeignKey& key) const;
  /// Throws Error{kUnsupported} for what the server is too old for: it would only see bad syntax.
  void require_known(const Column& column) const;

  Server server_;
};

/// The name of the index that the server makes for a foreign key if there is none that it can use.
[[nodiscard]] const std::string& own_index_name(const ForeignKey& key);

/// What AUTO_INCREMENT stands for: a column that says so, or a lone integer key that says nothing.
[[nodiscard]] bool counts_itself(const Column& column, const Table& table);

/// The index that has to be there when the table is made, since a column counts itself up and no other key
/// begins with that; null if none has to.
[[nodiscard]] const Index* counting_index(const Table& table);

}  // namespace dbtool::dialects::mysql
