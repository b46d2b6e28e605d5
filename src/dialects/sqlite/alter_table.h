#pragma once

#include <optional>
#include <string>

#include "dbtool/operation.h"
#include "dbtool/schema.h"

namespace dbtool::dialects::sqlite {

class SqliteDdl;

/// What ALTER TABLE of an SQLite library can do (https://sqlite.org/lang_altertable.html).
struct AlterTable {
  const SqliteDdl& ddl;
  int version;  ///< as sqlite3_libversion_number() tells it

  /// ADD CONSTRAINT, DROP CONSTRAINT, SET and DROP NOT NULL.
  [[nodiscard]] bool has_constraints() const noexcept { return version >= 3'053'000; }

  /// What it would have to do to the table and cannot, as the end of "SQLite has to build it anew to …";
  /// nothing if its own statements will do. `table` is as it is then; null: not known, which leaves some
  /// obstacles for SQLite itself to find.
  [[nodiscard]] std::optional<std::string> obstacle(const Operation& operation, const Table* table) const;
};

}  // namespace dbtool::dialects::sqlite
