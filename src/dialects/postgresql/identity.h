#pragma once

#include <string>

#include "dbtool/schema.h"

namespace dbtool::dialects::postgresql {

/// `GENERATED ALWAYS AS IDENTITY`
[[nodiscard]] std::string generation_words(const Identity& identity);

/// What is said of its sequence: `INCREMENT BY 2 START WITH 5`. Empty if nothing is.
[[nodiscard]] std::string sequence_options(const Identity& identity);

/// Both: `GENERATED ALWAYS AS IDENTITY (START WITH 5)`
[[nodiscard]] std::string identity_clause(const Identity& identity);

/// What turns one identity into another, behind ALTER COLUMN: `SET CYCLE SET START WITH 3`. What is not said
/// any more becomes what the server would choose. Empty if they are the same.
[[nodiscard]] std::string identity_changes(const Identity& is, const Identity& wanted);

}  // namespace dbtool::dialects::postgresql
