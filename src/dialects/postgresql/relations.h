#pragma once

#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "dbtool/inspector.h"
#include "dbtool/schema.h"
#include "dialects/postgresql/catalog_row.h"
#include "dialects/postgresql/catalog_session.h"

namespace dbtool::dialects::postgresql {

/// A table, a view or a materialized view while it is read.
struct Relation {
  ObjectId oid = 0;
  char kind = 'r';  ///< pg_class.relkind
  bool is_partition = false;
  QualifiedName name;
  /// The columns' names by number, the first being 1; empty where one was dropped.
  std::vector<std::string> columns;
  std::vector<ObjectId> collations;  ///< of the columns, by the same numbers
  std::vector<ObjectId> sources;     ///< of a view, the relations that it reads
  std::string unreadable;            ///< why it cannot be told whole; empty: it can
  Table table;                       ///< if it is one
  View view;                         ///< if it is one

  [[nodiscard]] bool is_table() const noexcept { return kind == 'r' || kind == 'p'; }
  [[nodiscard]] bool is_view() const noexcept { return kind == 'v' || kind == 'm'; }
  /// `number` comes from the catalog.
  [[nodiscard]] const std::string& column(std::int64_t number) const {
    return columns[static_cast<std::size_t>(number - 1)];
  }
  [[nodiscard]] std::vector<std::string> column_list(const std::vector<std::int64_t>& numbers) const;
};

/// The relations that are read, in the order of their names.
class Relations {
 public:
  void add(Relation relation);

  [[nodiscard]] std::vector<Relation>& all() noexcept { return all_; }
  /// Null if it is not among them.
  [[nodiscard]] Relation* find(ObjectId oid);
  /// Those that have columns of their own to read, as a parameter of a query.
  [[nodiscard]] Value oids() const;
  /// Those that may have triggers.
  [[nodiscard]] Value trigger_oids() const;

 private:
  std::vector<Relation> all_;
  std::unordered_map<ObjectId, std::size_t> places_;
};

/// Those that the filter lets through, without columns. Extensions' own are left out.
[[nodiscard]] Relations read_relations(CatalogSession& session, const InspectFilter& filter);

}  // namespace dbtool::dialects::postgresql
