#pragma once

#include <vector>

#include "dbtool/statement.h"
#include "dialects/sqlite/rebuild.h"

/// What a rebuild makes sure of, as statements that return the rows at fault.
namespace dbtool::dialects::sqlite {

/// Before anything is made: whether the rows fit the new definition.
[[nodiscard]] std::vector<Statement> checks_of_rows(const Rebuild& rebuild);

/// When the rows are copied and the old table is still there: whether all are there, and as they were.
[[nodiscard]] std::vector<Statement> checks_of_copy(const Rebuild& rebuild);

/// Whether the views and triggers that mention the table work: as a baseline before, since what does not work
/// anyway is no reason to stop, and as a check after.
[[nodiscard]] std::vector<Statement> dependent_statements(const Rebuild& rebuild, Statement::Kind kind);

/// The rows of this table, and of those that reference it, that reference nothing: as a baseline before, as a
/// check after. None if no foreign key has to do with the table.
[[nodiscard]] std::vector<Statement> foreign_key_statements(const Rebuild& rebuild, Statement::Kind kind);

}  // namespace dbtool::dialects::sqlite
