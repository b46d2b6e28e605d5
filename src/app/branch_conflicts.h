#pragma once

#include <span>
#include <vector>

#include "app/session.h"

namespace dbtool::app {

/// Each pair of revisions of different branches that touches a common object: in this session's database, on
/// whichever engine the scripts are written for.
[[nodiscard]] std::vector<BranchConflict> branch_conflicts(Migrator::Session& session,
                                                           std::span<const RevisionIndex> heads);

}  // namespace dbtool::app
