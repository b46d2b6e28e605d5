#pragma once

#include <string>
#include <string_view>

#include "dbtool/revision_graph.h"

namespace dbtool {

// Revisions as Alembic shows them. All texts are for terminals: control characters in ids, labels and
// messages come out escaped.

enum class TreeMarks { kShow, kHide };

/// What a one-line form says besides the id and whether it is a head.
struct LineParts {
  bool parents = false;  ///< `a, b (dependency) -> `
  bool labels = false;
  bool summary = false;
  bool current = false;                     ///< the database is at this revision
  TreeMarks tree_marks = TreeMarks::kShow;  ///< branch points and merge points
};

/// `a, b (c) -> d (label) (head) (current) (mergepoint), summary`
[[nodiscard]] std::string format_line(const RevisionGraph& graph, RevisionIndex revision,
                                      const LineParts& parts);

enum class CurrentMark { kShow, kHide };

/// Several lines, from `Rev:` to the message, with a blank line at the end. `path` is the script's, as it is
/// to be shown.
[[nodiscard]] std::string format_long(const RevisionGraph& graph, RevisionIndex revision,
                                      std::string_view path, CurrentMark current = CurrentMark::kHide);

/// A branch point's children for `branches`, one a line below its own: `    -> child (label), summary`.
[[nodiscard]] std::string format_children(const RevisionGraph& graph, RevisionIndex revision,
                                          const LineParts& parts);

}  // namespace dbtool
