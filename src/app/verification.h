#pragma once

#include <vector>

#include "app/session.h"
#include "dbtool/journal.h"
#include "dbtool/script.h"

namespace dbtool::app {

/// Compares the scripts of what is applied with the journal. Throws what reading scripts and the database
/// throws.
[[nodiscard]] Verification verify(Migrator::Session& session, Connection& connection);

/// Warns of each applied script that does something else than what was run. Costs a look at each script's
/// bytes.
void warn_of_edited_scripts(Migrator::Session& session, Connection& connection);

/// The scripts of applied revisions that have none, from the journal. Throws Error{kOutOfSync} for one that
/// the journal does not have either.
[[nodiscard]] std::vector<MemoryScript> scripts_from_journal(Migrator::Session& session,
                                                             Connection& connection);

}  // namespace dbtool::app
