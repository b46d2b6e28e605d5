#pragma once

#include "dbtool/connection.h"
#include "dbtool/inspector.h"

namespace dbtool::dialects::mysql {

/// Reads information_schema: the connection's database, and of the others what a filter asks for. Objects of
/// the connection's own have an empty schema. A unique constraint is a unique index here, and an index that
/// the server has made for a foreign key is a part of that key, unless one asks around a table. About ten
/// statements, whatever the number of tables.
///
/// What Schema has no words for (partitions, system versioning) is among `unreadable`.
class MysqlInspector final : public Inspector {
 public:
  /// The connection outlives the inspector.
  explicit MysqlInspector(Connection& connection) : connection_(connection) {}

  [[nodiscard]] Schema inspect(const InspectFilter& filter) override;
  [[nodiscard]] std::unique_ptr<TypeSystem> types_to_compare(const Schema& inspected,
                                                             const Schema& declared) override;
  [[nodiscard]] std::string default_schema() override;
  [[nodiscard]] bool has_table(const QualifiedName& table) override;

 private:
  Connection& connection_;
};

}  // namespace dbtool::dialects::mysql
