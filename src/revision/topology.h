#pragma once

#include <span>
#include <vector>

#include "dbtool/revision_graph.h"
#include "revision/links.h"

namespace dbtool::revision {

/// All revisions, each after everything it links to; fewer if there are cycles.
[[nodiscard]] std::vector<RevisionIndex> oldest_first(const RevisionLinks& below, const RevisionLinks& above);

/// Complains of the cycle that `oldest_first` ran into, in Alembic's words, naming files in the hint.
[[noreturn]] void throw_cycle(std::span<const Revision> revisions, const DeclaredLinks& links);

/// A revision's dependencies but for those that a revision below it, by down_revision, has too. In declared
/// order. `order` is oldest first.
[[nodiscard]] RevisionLinks without_inherited(const DeclaredLinks& links,
                                              std::span<const RevisionIndex> order);

}  // namespace dbtool::revision
