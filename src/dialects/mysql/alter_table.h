#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dbtool/operation.h"
#include "dialect/emission.h"
#include "dialects/mysql/ddl.h"

namespace dbtool::dialects::mysql {

/// Gathers changes of one table into as few ALTER TABLE statements as can be: one, unless two of them are of
/// the same thing.
class AlterTable {
 public:
  /// All outlive it.
  AlterTable(const MysqlDdl& ddl, QualifiedName name, dialect::Emission& out);

  /// Throws Error{kScript} for what cannot be done with what is known of the table, and {kUnsupported}.
  void add(const Operation& operation);
  /// To be called once, after the last one.
  void finish();

 private:
  void change(const ops::AddColumn& operation);
  void change(const ops::AlterColumn& operation);
  void change(const ops::DropColumn& operation);
  void change(const ops::CreateIndex& operation);
  void change(const ops::DropIndex& operation);
  void change(const ops::CreatePrimaryKey& operation);
  void change(const ops::CreateUniqueConstraint& operation);
  void change(const ops::CreateForeignKey& operation);
  void change(const ops::CreateCheckConstraint& operation);
  void change(const ops::DropConstraint& operation);
  void change(const ops::CreateTableComment& operation);
  void change(const ops::DropTableComment& operation);
  void change(const ops::AlterTableOptions& operation);
  template <class Other>
  void change(const Other&);

  void require_no_rows(const ops::AddColumn& operation, const Table& context);
  /// A 0 means "the next number" to a column that begins to count.
  void require_no_zero(const std::string& column);
  void set_default(const ops::AlterColumn& operation);
  void restate(const ops::AlterColumn& operation);
  void finish_rename(const ops::AlterColumn& operation);
  [[nodiscard]] Column changed_column(const ops::AlterColumn& operation);
  void convert(const std::optional<std::string>& charset, const std::optional<std::string>& collation);
  void drop_foreign_key(const std::string& name, bool if_exists);
  void drop_index(const std::string& name, bool if_exists);
  void drop_check(const std::string& name, bool if_exists);
  void drop_primary_key();
  void stop_counting();
  void keep_foreign_keys_served();
  /// The index that the server has made for a foreign key is known by its column's name, and goes with it.
  /// Gives what has to be done once the column has its new name, if the server cannot do it at once.
  [[nodiscard]] std::vector<std::string> rename_own_index(const std::string& from, const std::string& to);
  void follow_renamed_index();

  /// The table as the changes so far leave it; null if it is not known.
  [[nodiscard]] const Table* table();
  [[nodiscard]] const Schema& schema();
  void follow(const Operation& operation);
  /// Ends the statement at hand if it has to do with that thing already, and takes note of it.
  void touch(std::string_view kind, const std::string& name);
  void clause(std::string sql);
  void flush();

  const MysqlDdl& ddl_;
  QualifiedName name_;
  dialect::Emission& out_;
  std::optional<Schema> schema_;      ///< around the table, once somebody has asked
  std::vector<Operation> done_;       ///< that the schema does not show yet
  std::vector<std::string> clauses_;  ///< of the statement at hand
  std::set<std::string> touched_;     ///< what they are about
  bool operation_is_online_ = false;  ///< the one at hand
  bool is_online_ = false;            ///< the statement at hand
  bool drops_primary_key_ = false;
  bool drops_index_ = false;
  std::optional<std::pair<std::string, std::string>> renamed_index_;  ///< by the operation at hand
};

/// True for the text of CREATE PROCEDURE.
[[nodiscard]] bool is_procedure(std::string_view sql);

}  // namespace dbtool::dialects::mysql
