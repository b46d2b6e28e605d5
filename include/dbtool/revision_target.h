#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dbtool/revision_graph.h"

namespace dbtool {

/// `BRANCH@SYMBOL+N`, where branch and symbol may be missing.
struct RelativeTarget {
  std::string branch;  ///< empty: none
  std::string symbol;  ///< empty: counts from what the database has
  std::int64_t steps;  ///< negative: down; limited to what fits
  std::string number;  ///< the number as typed, with its sign

  bool operator==(const RelativeTarget&) const = default;
};

/// What a user names as the destination of an upgrade or downgrade.
struct Target {
  std::string text;
  std::optional<RelativeTarget> relative;  ///< none: `text` is an identifier, `head`, `branch@base`, ...

  bool operator==(const Target&) const = default;
};

/// Never fails: what is not relative is absolute.
[[nodiscard]] Target parse_target(std::string_view text);

/// The two sides of `history -r`; empty: from base, to heads.
struct HistoryRange {
  std::string start;
  std::string end;

  /// True if the range depends on the database.
  [[nodiscard]] bool names_current() const { return start == "current" || end == "current"; }
  bool operator==(const HistoryRange&) const = default;
};

/// Throws Error{kUsage} unless there is exactly one colon.
[[nodiscard]] HistoryRange parse_history_range(std::string_view text);

/// `START:END` of offline upgrades, downgrades and stamps; without a colon only the end is there.
struct OfflineRange {
  std::optional<std::string> start;
  std::string end;

  bool operator==(const OfflineRange&) const = default;
};

/// Throws Error{kUsage} if there is more than one colon.
[[nodiscard]] OfflineRange parse_offline_range(std::string_view text);

/// Which command asks: it decides how several heads, where one is meant, are complained of.
enum class ResolveFor { kAnything, kStamp, kNewRevision };

/// The revisions that a text means by itself: a full id, a label, the unique beginning of one, `head`,
/// `heads`, `base` (none), `-N` (that far below each head), any of them as `BRANCH@...`. Throws
/// Error{kRevision}.
[[nodiscard]] std::vector<RevisionIndex> resolve_revisions(const RevisionGraph& graph, std::string_view text,
                                                           ResolveFor purpose = ResolveFor::kAnything);

/// The same where at most one revision may be meant; nothing is base.
[[nodiscard]] std::optional<RevisionIndex> resolve_revision(const RevisionGraph& graph, std::string_view text,
                                                            ResolveFor purpose = ResolveFor::kAnything);

/// The revisions of the version table's rows, each once, in the rows' order (what `show current` shows).
/// Throws Error{kOutOfSync} for a row that no script has.
[[nodiscard]] std::vector<RevisionIndex> revisions_of_rows(const RevisionGraph& graph,
                                                           std::span<const RevisionId> rows);

}  // namespace dbtool
