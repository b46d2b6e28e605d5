#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dbtool/schema.h"

namespace dbtool::dialects::sqlite {

/// What a stored CREATE TABLE says of a column beside what `PRAGMA table_xinfo` does.
struct ColumnText {
  std::string name;
  std::string collation;
  std::string generated;         ///< the expression of a generated column
  std::string not_null_name;     ///< of `CONSTRAINT name NOT NULL`
  std::string on_null_conflict;  ///< `NOT NULL ON CONFLICT replace`; empty: ABORT
};

/// What a stored CREATE TABLE says of a table beside what `PRAGMA table_xinfo` does. Constraints of
/// columns stand among the table's, in the order they are written.
struct CreateTableText {
  std::vector<ColumnText> columns;
  PrimaryKey primary_key;  ///< its columns are those that the text names: none if there is no such key
  std::vector<UniqueConstraint> uniques;
  std::vector<ForeignKey> foreign_keys;
  std::vector<CheckConstraint> checks;
  bool autoincrement = false;
  bool strict = false;
  bool without_rowid = false;
  /// The first words that mean nothing to this parser: whoever writes the table anew would lose them.
  std::string not_understood;
};

/// Reads the text of a table in `sqlite_schema`. The text is one that SQLite took: what it cannot hold
/// is not looked for. Never fails; linear.
[[nodiscard]] CreateTableText parse_create_table(std::string_view sql);

}  // namespace dbtool::dialects::sqlite
