#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "dbtool/revision_graph.h"

namespace dbtool::revision {

using NameIndex = std::unordered_map<std::string_view, RevisionIndex>;

/// What the scripts' headers name, looked up.
struct DeclaredLinks {
  RevisionLinks parents;
  RevisionLinks dependencies;
};

/// Where a revision's header says what `place` is of; the revision's own place if it does not say it.
[[nodiscard]] Location location_of(const Revision& revision, HeaderPlace place);

/// Ids to revisions. Throws for forbidden characters and ids that two files have.
[[nodiscard]] NameIndex index_ids(std::span<const Revision> revisions);

/// Labels to the revisions that declare them. Throws for one that is taken.
[[nodiscard]] NameIndex index_labels(std::span<const Revision> revisions, const NameIndex& ids);

/// Looks up parents and dependencies, each once and in declared order. Throws for unknown ones and
/// self-loops.
[[nodiscard]] DeclaredLinks look_up_links(std::span<const Revision> revisions, const NameIndex& ids,
                                          const NameIndex& labels);

/// For each revision its parents and then its dependencies, each once.
[[nodiscard]] RevisionLinks joined(const RevisionLinks& parents, const RevisionLinks& dependencies);

}  // namespace dbtool::revision
