#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "dbtool/revision_target.h"
#include "revision/node_set.h"

namespace dbtool::revision {

/// The revision that `name`, a full id, a label or the unique beginning of one, means; with a branch only
/// revisions on its line count. Throws Error{kRevision}.
[[nodiscard]] RevisionIndex look_up(const RevisionGraph& graph, std::string_view name,
                                    std::string_view branch = {});

/// What shares lineage with something: all revisions below and above it, and itself.
class Lineage {
 public:
  /// `text` is what stands before an '@', or a destination of a stamp. `base` shares lineage with everything.
  Lineage(const RevisionGraph& graph, std::string_view text, Links links = Links::kDownRevisions,
          ResolveFor purpose = ResolveFor::kAnything);
  /// Of these revisions, all alike.
  Lineage(const RevisionGraph& graph, std::span<const RevisionIndex> revisions, Links links);

  [[nodiscard]] bool contains(RevisionIndex revision) const {
    return everything_ || above_.contains(revision) || below_.contains(revision);
  }
  [[nodiscard]] std::vector<RevisionIndex> filter(std::span<const RevisionIndex> revisions) const;

 private:
  bool everything_;
  NodeSet above_;
  NodeSet below_;
};

/// Where a text's own meaning ends up, for those who treat base otherwise than `resolve_revisions` does.
struct Resolution {
  std::vector<RevisionIndex> revisions;
  bool went_below_base = false;  ///< `-N` came to base, or further, from some head
};

/// As `resolve_revisions`; `argument` is what an error about several heads quotes.
[[nodiscard]] Resolution resolve(const RevisionGraph& graph, std::string_view text, std::string_view argument,
                                 ResolveFor purpose = ResolveFor::kAnything);

/// As `resolve_revision`, without `-N`.
[[nodiscard]] std::optional<RevisionIndex> resolve_one(const RevisionGraph& graph, std::string_view text,
                                                       std::string_view argument,
                                                       ResolveFor purpose = ResolveFor::kAnything);

}  // namespace dbtool::revision
