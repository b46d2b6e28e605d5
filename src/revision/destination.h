#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "dbtool/revision_target.h"
#include "revision/walk.h"

namespace dbtool::revision {

/// Counts N of a bare `+N` from `current`. No revision is base. Throws Error{kRevision}.
[[nodiscard]] std::vector<RevisionIndex> upgrade_targets(const RevisionGraph& graph, const Target& target,
                                                         std::span<const RevisionIndex> current,
                                                         Overwalk overwalk);

struct DowngradeTarget {
  std::optional<RevisionIndex> revision;  ///< none: base
  std::string branch;                     ///< what to keep to where several branches start there; empty: all
  std::vector<std::string> warnings;
};

/// Counts N of a bare `-N` from `rows`, which are in the database's order. Throws Error{kRevision}.
[[nodiscard]] DowngradeTarget downgrade_target(const RevisionGraph& graph, const Target& target,
                                               std::span<const RevisionIndex> rows);

/// Throws if one of the revisions is below another.
void refuse_overlap(const RevisionGraph& graph, std::span<const RevisionIndex> revisions, ErrorCode code);

}  // namespace dbtool::revision
