#pragma once

#include <string>
#include <vector>

#include "dbtool/revision_graph.h"

namespace dbtool {

/// Whether a new revision may follow one that others follow already.
enum class Splice { kNo, kYes };

/// What a new script is to be.
struct NewRevision {
  std::string message = {};
  RevisionId id = {};  ///< empty: a random one
  /// What it follows: one identifier, or those that it merges. `heads` means all of them, `base` nothing.
  std::vector<std::string> heads = {"head"};
  Splice splice = Splice::kNo;
  std::vector<std::string> branch_labels = {};
  std::vector<std::string> depends_on = {};  ///< identifiers and labels
  std::string version_path = {};  ///< the version location to write to; empty: that of what it follows
};

/// The header of a new revision, with what it names looked up in the graph: `id` is as given, links are full
/// ids, and dependencies that are named by a label of their own keep it. Throws Error{kRevision} if the graph
/// with it would be none: an identifier that means nothing or too much, a revision that is no head (unless it
/// is spliced in), one that is named twice, an id or a label that is taken.
[[nodiscard]] Revision resolve_new_revision(const RevisionGraph& graph, const NewRevision& wanted);

}  // namespace dbtool
