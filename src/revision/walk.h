#pragma once

#include <cstdint>
#include <optional>

#include "revision/resolve.h"

namespace dbtool::revision {

/// What to do where a walk has nowhere to go on to: complain, or stay.
enum class Overwalk { kFail, kStop };

enum class Landing { kRevision, kBase, kBeyond };

struct Walk {
  Landing landing;
  RevisionIndex revision = 0;  ///< for kRevision
};

/// Goes up (`steps` > 0) to children on `branch`, if any is given, or down to parents. No start is base: up
/// from there are the bases, down from there the heads. Throws Error{kRevision} where there are several ways.
[[nodiscard]] Walk walk(const RevisionGraph& graph, std::optional<RevisionIndex> start, std::int64_t steps,
                        const Lineage* branch, Overwalk overwalk);

}  // namespace dbtool::revision
