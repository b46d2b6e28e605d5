#pragma once

#include <span>
#include <string_view>

#include "dbtool/error.h"
#include "dbtool/journal.h"
#include "dbtool/revision_graph.h"
#include "dbtool/revision_plan.h"

namespace dbtool::app {

/// The step that was begun, on a database that has these rows; none if it is done. Throws Error{kOutOfSync}
/// if the script is gone, or others have come before it since.
[[nodiscard]] RevisionPlan plan_of_open_step(const RevisionGraph& graph, std::span<const RevisionId> rows,
                                             const OpenStep& open);

/// Error{kOutOfSync}: what stands in the way of `resume`, and what else there is to do.
[[nodiscard]] Error cannot_resume(const OpenStep& open, std::string_view reason);

}  // namespace dbtool::app
