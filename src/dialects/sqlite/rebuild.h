#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dbtool/operation.h"
#include "dbtool/schema.h"
#include "dbtool/statement.h"
#include "dialects/sqlite/ddl.h"

namespace dbtool::dialects::sqlite {

/// A table on its way from one definition to another, by building it anew: what SQLite's own statements
/// cannot do (https://sqlite.org/lang_altertable.html, "making other kinds of table schema changes").
class Rebuild {
 public:
  /// `around` has at least the table and all that mentions it. Throws Error{kUnsupported} if the table cannot
  /// be known whole, Error{kScript} if it is not there; `purpose` completes "SQLite has to build it anew to
  /// …".
  Rebuild(const SqliteDdl& ddl, const QualifiedName& table, const Schema& around, const std::string& purpose);

  /// Changes the table as the operation says, which may spell names in another case. Throws Error{kScript} if
  /// it does not fit, with the operation's place.
  void apply(Operation operation);

  /// Checks that nothing will be lost, a new table with the rows of the old one, which takes its place, its
  /// indexes and triggers, and checks that all is well. All belong in one transaction, without foreign keys
  /// being enforced.
  [[nodiscard]] std::vector<Statement> statements() const;

  [[nodiscard]] const Table& before() const noexcept { return before_; }
  [[nodiscard]] const Table& after() const { return *schema_.find_table(before_.qualified_name()); }
  [[nodiscard]] const Schema& schema() const noexcept { return schema_; }
  [[nodiscard]] const SqliteDdl& ddl() const noexcept { return ddl_; }

  /// A value of the new table from a row of the old one.
  struct Source {
    std::string sql;
    bool is_converted = false;  ///< the user says how
  };
  /// By the names of the new table's columns; those that have none get their default.
  [[nodiscard]] const std::map<std::string, Source, std::less<>>& sources() const noexcept {
    return sources_;
  }
  /// What becomes a column's value: its source, and the default instead of NULL where it becomes NOT NULL.
  /// A new INTEGER PRIMARY KEY takes over the numbers of the rows.
  [[nodiscard]] std::optional<std::string> value_of(const Column& column) const;
  /// Whether the rows of the new table are numbered as those of the old one, where queries can tell.
  [[nodiscard]] bool numbers_stay() const;

  /// Where the last operation on a column or the one that adds a constraint stands; empty if none does.
  [[nodiscard]] Location place_of(const Column& column) const;
  template <class Constraint>
  [[nodiscard]] Location place_of(const Constraint& constraint) const {
    for (const Operation& operation : applied_) {
      const auto* create = std::get_if<ops::CreateConstraint<Constraint>>(&operation.what);
      if (create != nullptr && create->constraint == constraint) return operation.location;
    }
    return {};
  }

  /// `_dbtool_new_user`, with its schema
  [[nodiscard]] QualifiedName new_name() const;
  [[nodiscard]] std::string quoted(const QualifiedName& name) const;

 private:
  /// Throws Error for what cannot be.
  void refuse(const Operation& operation) const;
  void keep_default(Operation& operation) const;

  const SqliteDdl& ddl_;
  Table before_;
  Schema schema_;  ///< as it is after the operations so far
  std::map<std::string, Source, std::less<>> sources_;
  std::vector<Operation> applied_;
};

}  // namespace dbtool::dialects::sqlite
