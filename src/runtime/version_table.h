#pragma once

#include <string>
#include <vector>

#include "dbtool/dialect.h"
#include "dbtool/schema.h"
#include "dbtool/version_rows.h"
#include "dialect/version_table_sql.h"

namespace dbtool::runtime {

/// The table that says where a database is, in Alembic's own shape: one row for each head of what is applied.
class VersionTable {
 public:
  /// The dialect must outlive it.
  VersionTable(const Dialect& dialect, QualifiedName name);

  [[nodiscard]] const QualifiedName& name() const noexcept { return name_; }
  /// Throws Error{kOutOfSync} if there cannot be such a table: no such schema, a view of its name.
  [[nodiscard]] bool exists(Connection& connection) const;
  /// No rows if there is no such table. Throws as exists() does, and what the engine says of one that has
  /// another shape.
  [[nodiscard]] std::vector<RevisionId> read(Connection& connection) const;
  /// The same of a table that is known to be there: where the catalog is slow, it is most of the cost.
  [[nodiscard]] std::vector<RevisionId> read_existing(Connection& connection) const;

  [[nodiscard]] std::string create_sql() const { return sql_.create(); }
  [[nodiscard]] std::string change_sql(const RowChange& change) const;
  /// Removes all rows.
  [[nodiscard]] std::string clear_sql() const { return sql_.clear(); }

  /// Throws Error{kOutOfSync} unless the SQL of a change has changed exactly one row: somebody else is at
  /// work.
  void require_one(const RowChange& change, std::int64_t changed_rows) const;

 private:
  [[nodiscard]] RevisionId revision_id(const Value& value) const;
  /// Runs `ask`, adding to its errors where the table's name comes from.
  template <class Ask>
  auto explain(Ask ask) const;

  const Dialect& dialect_;
  QualifiedName name_;
  dialect::VersionTableSql sql_;
};

}  // namespace dbtool::runtime
