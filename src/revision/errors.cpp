#include "revision/errors.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/printable.h"
#include "base/strings.h"

namespace dbtool::revision {
namespace {

constexpr std::size_t kMaxListed = 20;

/// `+2` stays, `-02` is shown as `-2`.
std::string_view digits_of(std::string_view number) {
  number.remove_prefix(1);
  const std::size_t first = number.find_first_not_of('0');
  return first == std::string_view::npos ? "0" : number.substr(first);
}

std::optional<std::string> nearest_of(const RevisionGraph& graph, std::vector<std::string> names,
                                      std::string_view name) {
  for (const Revision& revision : graph.revisions()) {
    names.push_back(revision.id);
    names.insert(names.end(), revision.branch_labels.begin(), revision.branch_labels.end());
  }
  return base::nearest(name, names);
}

}  // namespace

std::string list_ids(const RevisionGraph& graph, std::span<const RevisionIndex> revisions) {
  std::vector<std::string> ids;
  for (const RevisionIndex revision : revisions.first(std::min(revisions.size(), kMaxListed))) {
    ids.push_back(graph.id(revision));
  }
  if (revisions.size() > kMaxListed) ids.push_back(fmt::format("and {} more", revisions.size() - kMaxListed));
  return base::join(ids, ", ");
}

std::string nearest_name_hint(const RevisionGraph& graph, std::string_view name) {
  if (graph.empty()) return "there are no revisions yet: 'dbtool revision -m MESSAGE' makes one";
  if (const auto near = nearest_of(graph, {"head", "heads", "base"}, name))
    return fmt::format("did you mean '{}'?", *near);
  return "'dbtool history' lists all revisions";
}

Error cannot_locate(std::string_view name, std::string hint) {
  return Error(ErrorCode::kRevision, fmt::format("Can't locate revision identified by '{}'", name))
      .with_hint(std::move(hint));
}

Error multiple_heads(const RevisionGraph& graph, std::span<const RevisionIndex> heads,
                     std::string_view argument, ResolveFor purpose) {
  std::string message;
  switch (purpose) {
    case ResolveFor::kAnything:
      message = fmt::format(
          "Multiple head revisions are present for given argument '{0}'; please specify a specific target "
          "revision, '<branchname>@{0}' to narrow to a specific head, or 'heads' for all heads",
          argument);
      break;
    case ResolveFor::kStamp:
      message = "Multiple heads are present; please specify a single target revision";
      break;
    case ResolveFor::kNewRevision:
      message =
          "Multiple heads are present; please specify the head revision on which the new revision should be "
          "based, or perform a merge.";
      break;
  }
  std::string hint = fmt::format("the heads are {}", list_ids(graph, heads));
  if (graph.real_heads().size() > 1) {
    hint += "; 'dbtool merge heads' joins them";
  } else {
    // One is a head by name only: something depends on it.
    hint += purpose == ResolveFor::kNewRevision ? "; '--head REVISION' says which"
                                                : "; 'heads' means all of them";
  }
  return Error(ErrorCode::kRevision, std::move(message)).with_hint(std::move(hint));
}

Error no_such_number_of_steps(std::string_view number, std::string hint) {
  return Error(ErrorCode::kRevision,
               fmt::format("Relative revision {} didn't produce {} migrations", number, digits_of(number)))
      .with_hint(std::move(hint));
}

Error unknown_rows(const RevisionGraph& graph, std::span<const RevisionId> rows) {
  std::vector<std::string> unknown;
  std::vector<std::string> known;
  for (const RevisionId& row : rows) {
    (graph.find(row) ? known : unknown).push_back(base::printable_line(row));
  }
  std::string others;
  if (unknown.size() > 1) {
    others = fmt::format(" (nor '{}')", fmt::join(std::span(unknown).subspan(1), "', '"));
  }
  std::string hint = fmt::format(
      "the database is at a revision that no script here has: get the script back (version control, another "
      "branch, a newer release), or say what the database is at with 'dbtool stamp --purge {}REVISION'",
      known.empty() ? "" : fmt::format("{} ", fmt::join(known, " ")));
  if (const auto near = nearest_of(graph, {}, unknown.front()))
    hint += fmt::format("; the nearest is '{}'", *near);
  return Error(ErrorCode::kOutOfSync,
               fmt::format("Can't locate revision identified by '{}'{}", unknown.front(), others))
      .with_state(fmt::format(
          "nothing was changed; the database is at {}",
          base::printable_line(base::join(std::vector<std::string>(rows.begin(), rows.end()), ", "))))
      .with_hint(std::move(hint));
}

Error overlap(const RevisionGraph& graph, RevisionIndex revision, std::span<const RevisionIndex> others,
              ErrorCode code) {
  Error error(code, fmt::format("Requested revision {} overlaps with other requested revisions {}",
                                graph.id(revision), list_ids(graph, others)));
  if (code != ErrorCode::kOutOfSync) {
    return std::move(error).with_hint(
        fmt::format("'{}' includes the others: leave them out", graph.id(revision)));
  }
  return std::move(error).with_hint(
      fmt::format("the version table has rows that '{0}' includes; 'dbtool stamp --purge {0}' leaves the one",
                  graph.id(revision)));
}

}  // namespace dbtool::revision
