#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "app/session.h"

namespace dbtool::app {

/// Each pair of revisions, one of each branch, that touches a common object: in this session's database.
[[nodiscard]] std::vector<BranchConflict> branch_conflicts(Migrator::Session& session,
                                                           std::span<const RevisionIndex> heads);

/// See Migrator::rebase.
WrittenScript rebase(Migrator& migrator, Migrator::Session& session, std::string_view revision,
                     std::string_view onto, Splice splice);

}  // namespace dbtool::app
