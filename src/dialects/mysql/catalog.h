#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dbtool/connection.h"
#include "dbtool/inspector.h"
#include "dbtool/schema.h"
#include "dialects/mysql/catalog_parts.h"
#include "dialects/mysql/server.h"
#include "dialects/mysql/types.h"

namespace dbtool::dialects::mysql {

/// The values of a catalog's row.
[[nodiscard]] bool is_null(const Row& row, std::size_t field);
/// Empty for NULL.
[[nodiscard]] std::string text(const Row& row, std::size_t field);
[[nodiscard]] std::int64_t number(const Row& row, std::size_t field);

/// A table while it is read.
struct CatalogTable {
  Table table;
  std::string collation;   ///< of columns that say nothing
  std::string unreadable;  ///< why it cannot be told whole; empty: it can
};

/// The tables that are read, and how to ask about them.
class Catalog {
 public:
  /// Throws Error{kDatabase}.
  Catalog(Connection& connection, const InspectFilter& filter);

  /// Reads which tables the next part has, and their options: condition() is then about this part. False if
  /// there is no further part: condition() is then about all. Throws Error{kDatabase}.
  [[nodiscard]] bool next_part();

  [[nodiscard]] Connection& connection() const noexcept { return connection_; }
  [[nodiscard]] const Server& server() const noexcept { return server_; }
  /// The database that the connection is in.
  [[nodiscard]] const std::string& database() const noexcept { return database_; }
  /// Its account, as the server has chosen it: `app@localhost`.
  [[nodiscard]] const std::string& user() const noexcept { return defaults_.user; }
  /// Whether somebody wants to know what is around a table, not all that there is.
  [[nodiscard]] bool is_around() const noexcept { return filter_.around.has_value(); }

  /// Those that were read until now, in the order of their names.
  [[nodiscard]] std::vector<CatalogTable>& tables() noexcept { return tables_; }
  /// The database and the name of each, in their order: to the server a sequence is a kind of table.
  [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& sequences() const noexcept {
    return sequences_;
  }
  /// To the server a view is a kind of table too, but who looks around a table has not looked for any.
  [[nodiscard]] bool may_have_views() const noexcept { return has_views_ || is_around(); }
  /// Null if it is not among them.
  [[nodiscard]] CatalogTable* find(const std::string& database, const std::string& name);
  /// The name for Schema: the connection's own database has none.
  [[nodiscard]] std::string schema_of(const std::string& database) const;

  /// Whether another object is read as well.
  [[nodiscard]] bool includes(const std::string& database, const std::string& name) const;
  /// Takes note of an object that this user may not read, if it is included.
  void tell_unreadable(Schema& schema, const std::string& database, const std::string& name,
                       std::string_view reason) const;
  /// `c.table_schema IN ('app') AND c.table_name IN ('user')`: for information_schema's tables, given the
  /// names of their columns. Without a column for the tables: all of the databases.
  [[nodiscard]] std::string condition(std::string_view schema_column,
                                      std::string_view table_column = {}) const;

 private:
  void choose(const InspectFilter& filter);
  void choose_around(const QualifiedName& name);
  void read_tables();

  Connection& connection_;
  const InspectFilter& filter_;
  Server server_;
  std::string database_;
  DatabaseDefaults defaults_;
  std::vector<std::string> databases_;  ///< that are looked at
  std::vector<std::string> names_;      ///< of tables that are looked at; empty: all
  std::vector<CatalogPart> parts_;
  std::size_t next_part_ = 0;
  CatalogPart part_;  ///< that condition() is about
  std::vector<CatalogTable> tables_;
  std::vector<std::pair<std::string, std::string>> sequences_;
  bool has_views_ = false;
  std::map<std::pair<std::string, std::string>, std::size_t> places_;
};

/// What a database takes for what a table leaves open.
[[nodiscard]] DatabaseDefaults read_defaults(Connection& connection);

// --- What fills the tables; each once for a part, in this order ---
void read_columns(Catalog& catalog);
/// The reference systems of geometries, which their types do not tell.
void read_reference_systems(Catalog& catalog);
void read_indexes(Catalog& catalog);
void read_foreign_keys(Catalog& catalog);
void read_checks(Catalog& catalog);

// --- Each once for all tables ---
/// Reads again the defaults that the catalog may not tell as they are: of binary columns, and of texts with
/// what it has no characters for. A statement or so for each table that has such.
void read_exact_defaults(Catalog& catalog);
/// Finds the tables with a PERIOD of their own, which looks like a check and cannot be told.
void find_periods(Catalog& catalog);
/// Leaves out the indexes that the server has made for foreign keys.
void leave_out_own_indexes(Table& table);

// --- The other objects ---
/// What may not be read is told among what is unreadable.
void read_views(Catalog& catalog, Schema& schema);
/// One view of the connection's database, or none.
[[nodiscard]] std::vector<View> read_view(Connection& connection, const std::string& name);
/// Those of one table, time and event in the order in which they run.
[[nodiscard]] std::vector<Trigger> read_triggers(Catalog& catalog);
/// Objects that Schema has no place for, or that are not compared here: sequences and events.
void read_other_objects(Catalog& catalog, Schema& schema);
/// Functions and procedures; what may not be read as for views.
void read_routines(Catalog& catalog, Schema& schema);

}  // namespace dbtool::dialects::mysql
