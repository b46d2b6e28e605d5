#pragma once

#include <span>
#include <string>
#include <string_view>

#include "dbtool/revision_target.h"

namespace dbtool::revision {

/// What identifiers and targets are complained of with: Alembic's words, and a hint about this graph.
[[nodiscard]] Error cannot_locate(std::string_view name, std::string hint);
[[nodiscard]] Error multiple_heads(const RevisionGraph& graph, std::span<const RevisionIndex> heads,
                                   std::string_view argument, ResolveFor purpose);
/// `number` as typed, e.g. `+2`.
[[nodiscard]] Error no_such_number_of_steps(std::string_view number, std::string hint);
[[nodiscard]] Error unknown_rows(const RevisionGraph& graph, std::span<const RevisionId> rows);
[[nodiscard]] Error overlap(const RevisionGraph& graph, RevisionIndex revision,
                            std::span<const RevisionIndex> others, ErrorCode code);

/// Ids for people, shortened if there are very many: `a, b, c`.
[[nodiscard]] std::string list_ids(const RevisionGraph& graph, std::span<const RevisionIndex> revisions);

/// `did you mean 'NEAREST'?`, or where to look.
[[nodiscard]] std::string nearest_name_hint(const RevisionGraph& graph, std::string_view name);

}  // namespace dbtool::revision
