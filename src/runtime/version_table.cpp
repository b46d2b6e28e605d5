#include "runtime/version_table.h"

#include <fmt/format.h>

namespace dbtool::runtime {

VersionTable::VersionTable(const Dialect& dialect, QualifiedName name)
    : dialect_(dialect), name_(std::move(name)), sql_(name_, dialect.ddl()) {}

bool VersionTable::exists(Connection& connection) const {
  return dialect_.inspector(connection)->has_table(name_);
}

std::vector<RevisionId> VersionTable::read(Connection& connection) const {
  if (!exists(connection)) return {};
  std::vector<RevisionId> rows;
  try {
    for (const Row& row : connection.query(sql_.select())) {
      rows.push_back(to_text(row.at(0)));
    }
  } catch (Error& error) {
    if (error.hint().empty()) {
      error.with_hint(fmt::format("'{}' is what 'version_table' in alembic.ini names; is it Alembic's?",
                                  to_string(name_)));
    }
    throw;
  }
  return rows;
}

std::string VersionTable::change_sql(const RowChange& change) const {
  switch (change.action) {
    case RowAction::kInsert:
      return sql_.insert(change.new_id);
    case RowAction::kUpdate:
      return sql_.update(change.old_id, change.new_id);
    case RowAction::kRemove:
      return sql_.remove(change.old_id);
  }
  return {};
}

void VersionTable::apply(Connection& connection, const RowChange& change) const {
  const std::int64_t hit = connection.execute(change_sql(change));
  if (change.action == RowAction::kInsert || hit == 1) return;
  const std::string what = change.action == RowAction::kUpdate
                               ? fmt::format("updating '{}' to '{}'", change.old_id, change.new_id)
                               : fmt::format("deleting '{}'", change.old_id);
  throw Error(ErrorCode::kOutOfSync,
              fmt::format("Online migration expected to match one row when {} in '{}'; {} found", what,
                          to_string(name_), hit))
      .with_hint(
          "somebody else changed the version table: run 'dbtool current' to see where the database is");
}

}  // namespace dbtool::runtime
