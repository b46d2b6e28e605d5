#pragma once

#include "dbtool/connection.h"
#include "dbtool/inspector.h"

namespace dbtool::dialects::postgresql {

/// Reads the catalog: all schemas but the system's, without what extensions brought along. Objects of the
/// schema that names without one mean have an empty schema. A serial and an identity have their sequence in
/// them. About ten statements, whatever the number of tables.
///
/// What Schema has no words for (foreign tables, row security, rules) is among `unreadable`.
class PostgresqlInspector final : public Inspector {
 public:
  /// The connection outlives the inspector.
  explicit PostgresqlInspector(Connection& connection) : connection_(connection) {}

  [[nodiscard]] Schema inspect(const InspectFilter& filter) override;
  [[nodiscard]] std::unique_ptr<TypeSystem> types_to_compare(const Schema& inspected,
                                                             const Schema& declared) override;
  [[nodiscard]] std::string default_schema() override;
  [[nodiscard]] bool has_table(const QualifiedName& table) override;
  [[nodiscard]] std::vector<DataType> column_types(const QualifiedName& table) override;
  [[nodiscard]] std::vector<QualifiedName> enum_names() override;

 private:
  Connection& connection_;
};

}  // namespace dbtool::dialects::postgresql
