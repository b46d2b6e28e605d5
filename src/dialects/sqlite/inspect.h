#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dbtool/connection.h"
#include "dbtool/inspector.h"

namespace dbtool::dialects::sqlite {

/// Reads the main database. Names, types, nullability, defaults and keys come from `PRAGMA table_xinfo`, all
/// else from the definitions that SQLite keeps as they were written. Virtual tables, the tables behind them
/// and SQLite's own are left out. Two statements, whatever the number of tables.
class SqliteInspector final : public Inspector {
 public:
  /// The connection outlives the inspector.
  explicit SqliteInspector(Connection& connection) : connection_(connection) {}

  [[nodiscard]] Schema inspect(const InspectFilter& filter) override;
  [[nodiscard]] bool has_table(const QualifiedName& table) override;
  [[nodiscard]] std::vector<std::string> definitions() override;

 private:
  [[nodiscard]] bool has_schema(std::string_view name);

  Connection& connection_;
};

}  // namespace dbtool::dialects::sqlite
