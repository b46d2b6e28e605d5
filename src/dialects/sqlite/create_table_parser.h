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
  std::string generated;  ///< the expression of a generated column
};

/// What a stored CREATE TABLE says of a table beside what `PRAGMA table_xinfo` does. Constraints of
/// columns stand among the table's, in the order they are written.
struct CreateTableText {
  std::vector<ColumnText> columns;
  std::string primary_key_name;
  std::vector<UniqueConstraint> uniques;
  std::vector<ForeignKey> foreign_keys;
  std::vector<CheckConstraint> checks;
  bool autoincrement = false;
  bool strict = false;
  bool without_rowid = false;
};

/// Reads the text of a table in `sqlite_schema`. The text is one that SQLite took: what it cannot hold
/// is not looked for. Never fails; linear.
[[nodiscard]] CreateTableText parse_create_table(std::string_view sql);

}  // namespace dbtool::dialects::sqlite
