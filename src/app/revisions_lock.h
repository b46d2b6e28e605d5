#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "dbtool/config.h"
#include "dbtool/event.h"
#include "dbtool/revision_graph.h"

namespace dbtool::app {

// `revisions.lock` in the migration repository: one line for each head, with a blank line behind it. Version control
// then conflicts exactly when two branches fork the history: both change the line of the head that they follow. Heads
// of different branches do not disturb each other.

/// The file's text for these heads. A head takes the line of the one that it follows, so that nothing else moves.
[[nodiscard]] std::string revisions_lock_text(const RevisionGraph& graph, std::string_view old_text);

/// Writes the file if the configuration asks for it. Throws Error{kIo}.
void write_revisions_lock(const Config& config, const RevisionGraph& graph);

/// Warns if the configuration asks for the file and it does not list the heads, or version control left a conflict in
/// it.
void check_revisions_lock(const Config& config, const RevisionGraph& graph, Observer& observer);

}  // namespace dbtool::app
