#include "runtime/version_table.h"

#include <fmt/format.h>

#include "runtime/table_hint.h"

namespace dbtool::runtime {

VersionTable::VersionTable(const Dialect& dialect, QualifiedName name)
    : dialect_(dialect), name_(std::move(name)), sql_(name_, dialect.ddl()) {}

template <class Ask>
auto VersionTable::explain(Ask ask) const {
  try {
    return ask();
  } catch (Error& error) {
    if (may_be_misnamed(error)) {
      const std::string_view keys =
          name_.schema.empty() ? "'version_table'" : "'version_table_schema' and 'version_table'";
      error.with_hint(
          fmt::format("'{}' is what {} in alembic.ini says; is it Alembic's?", to_string(name_), keys));
    }
    throw;
  }
}

bool VersionTable::exists(Connection& connection) const {
  return explain([&] { return dialect_.inspector(connection)->has_table(name_); });
}

RevisionId VersionTable::revision_id(const Value& value) const {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  const bool is_null = std::holds_alternative<std::monostate>(value);
  throw Error(ErrorCode::kOutOfSync, fmt::format("revision identifier {} in table '{}' is not a string",
                                                 is_null ? "NULL" : to_text(value), to_string(name_)))
      .with_state("nothing was changed")
      .with_hint(is_null ? fmt::format("take the row away: DELETE FROM {} WHERE version_num IS NULL",
                                       to_string(name_))
                         : std::string("the table's column has to hold text"));
}

std::vector<RevisionId> VersionTable::read(Connection& connection) const {
  return exists(connection) ? read_existing(connection) : std::vector<RevisionId>();
}

std::vector<RevisionId> VersionTable::read_existing(Connection& connection) const {
  std::vector<RevisionId> rows;
  for (const Row& row : explain([&] { return connection.query(sql_.select()); })) {
    rows.push_back(revision_id(row.at(0)));
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

void VersionTable::require_one(const RowChange& change, std::int64_t hit) const {
  if (change.action == RowAction::kInsert || hit == 1) return;
  const std::string what = change.action == RowAction::kUpdate
                               ? fmt::format("updating '{}' to '{}'", change.old_id, change.new_id)
                               : fmt::format("deleting '{}'", change.old_id);
  throw Error(ErrorCode::kOutOfSync,
              fmt::format("Online migration expected to match one row when {} in '{}'; {} found", what,
                          to_string(name_), hit))
      .with_hint(hit > 1 ? fmt::format("the row is there {} times: 'dbtool stamp --purge {}' leaves one", hit,
                                       change.old_id)
                         : std::string("somebody else changed the version table, or the row is no text: run "
                                       "'dbtool current' to see where the database is"));
}

}  // namespace dbtool::runtime
