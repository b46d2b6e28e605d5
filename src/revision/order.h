#pragma once

#include <span>
#include <vector>

#include "revision/node_set.h"

namespace dbtool::revision {

/// The revisions of `run`, newest first, in Alembic's order: down from each start in load order, one line
/// at a time, each waiting where it meets another one that is not there yet.
[[nodiscard]] std::vector<RevisionIndex> newest_first(const RevisionGraph& graph, const NodeSet& run,
                                                      std::span<const RevisionIndex> starts);

}  // namespace dbtool::revision
