#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "dbtool/error.h"

namespace dbtool {

using RevisionId = std::string;

/// Where in its file a header says something; 0 if it does not. Two are always equal: it serves messages
/// only.
struct HeaderPlace {
  std::uint32_t line = 0;
  std::uint32_t column = 0;

  bool operator==(const HeaderPlace&) const { return true; }
};

/// The header of one revision script: what it is called and what it follows.
struct Revision {
  RevisionId id = {};
  std::vector<RevisionId> down_revisions = {};  ///< in declared order; none at a base, several at a merge
  std::vector<std::string> branch_labels = {};
  std::vector<std::string> depends_on = {};  ///< full ids or branch labels, as declared
  std::string message = {};                  ///< all of the script's description
  Location location = {};
  HeaderPlace down_revision_place = {};
  HeaderPlace branch_labels_place = {};
  HeaderPlace depends_on_place = {};

  bool operator==(const Revision&) const = default;
};

/// The first paragraph of a revision's message.
[[nodiscard]] std::string_view summary(const Revision& revision) noexcept;

/// What the version table has room for.
inline constexpr std::size_t kMaxRevisionIdBytes = 32;

/// Throws Error{kRevision} if no new revision may have this id: it is empty, longer than
/// kMaxRevisionIdBytes, has one of `+ - : @`, which targets are made of, or is itself a target's word.
void validate_new_revision_id(std::string_view id);

}  // namespace dbtool
