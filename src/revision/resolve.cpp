#include "revision/resolve.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <utility>

#include "revision/errors.h"
#include "revision/walk.h"

namespace dbtool {

namespace revision {
namespace {

/// A text before identifiers are looked up.
struct Symbol {
  std::string_view branch;               // empty: none
  std::optional<std::string_view> name;  // to be looked up
  std::vector<RevisionIndex> revisions;  // what a keyword means
};

Symbol split_branch(std::string_view text) {
  const std::size_t at = text.find('@');
  if (at == std::string_view::npos) return {{}, text, {}};
  return {text.substr(0, at), text.substr(at + 1), {}};
}

std::vector<RevisionIndex> heads_on(const RevisionGraph& graph, std::string_view branch) {
  if (branch.empty()) return {graph.heads().begin(), graph.heads().end()};
  return Lineage(graph, branch).filter(graph.heads());
}

Symbol read_symbol(const RevisionGraph& graph, std::string_view text, std::string_view argument,
                   ResolveFor purpose) {
  Symbol symbol = split_branch(text);
  const std::string_view name = *symbol.name;
  if (name == "base") {
    symbol.name.reset();
  } else if (name == "heads") {
    symbol.name.reset();
    const auto real_heads = graph.real_heads();
    // Alembic counts a head that others depend on only where a branch is given.
    symbol.revisions = symbol.branch.empty()
                           ? std::vector<RevisionIndex>{real_heads.begin(), real_heads.end()}
                           : heads_on(graph, symbol.branch);
  } else if (name == "head") {
    symbol.name.reset();
    symbol.revisions = heads_on(graph, symbol.branch);
    if (symbol.revisions.size() > 1) throw multiple_heads(graph, symbol.revisions, argument, purpose);
  }
  return symbol;
}

/// N of `-N`.
std::optional<std::int64_t> read_negative(std::string_view name) {
  std::int64_t value = 0;
  if (!name.starts_with('-')) return std::nullopt;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), value);
  if (error != std::errc() || end != name.data() + name.size() || value >= 0) return std::nullopt;
  return value;
}

Resolution walk_from_heads(const RevisionGraph& graph, std::string_view branch, std::int64_t steps) {
  Resolution result;
  bool found = branch.empty();
  for (const RevisionIndex head : graph.real_heads()) {
    if (!branch.empty() && !graph.has_label(head, branch)) continue;
    found = true;
    const Walk walked = walk(graph, head, steps, nullptr, Overwalk::kFail);
    if (walked.landing != Landing::kRevision) {
      result.went_below_base = true;
    } else if (std::find(result.revisions.begin(), result.revisions.end(), walked.revision) ==
               result.revisions.end()) {
      result.revisions.push_back(walked.revision);
    }
  }
  // Alembic takes this for base, and `stamp` would then remove rows.
  if (!found) throw cannot_locate(branch, "no head carries this branch label");
  return result;
}

}  // namespace

Lineage::Lineage(const RevisionGraph& graph, std::string_view text, Links links, ResolveFor purpose)
    : everything_(false), above_(graph.size()), below_(graph.size()) {
  Symbol symbol = read_symbol(graph, text, text, purpose);
  std::vector<RevisionIndex> revisions = std::move(symbol.revisions);
  if (!symbol.branch.empty()) revisions.push_back(look_up(graph, symbol.branch));
  if (symbol.name) revisions.push_back(look_up(graph, *symbol.name));
  *this = Lineage(graph, revisions, links);
  everything_ = revisions.empty();
}

Lineage::Lineage(const RevisionGraph& graph, std::span<const RevisionIndex> revisions, Links links)
    : everything_(false),
      above_(descendants(graph, revisions, links)),
      below_(ancestors(graph, revisions, links)) {}

std::vector<RevisionIndex> Lineage::filter(std::span<const RevisionIndex> revisions) const {
  std::vector<RevisionIndex> result;
  std::copy_if(revisions.begin(), revisions.end(), std::back_inserter(result),
               [&](RevisionIndex revision) { return contains(revision); });
  return result;
}

Resolution resolve(const RevisionGraph& graph, std::string_view text, std::string_view argument,
                   ResolveFor purpose) {
  Symbol symbol = read_symbol(graph, text, argument, purpose);
  if (!symbol.name) {
    // The branch of `branch@heads` or `branch@base` has to be one, not a keyword.
    if (!symbol.branch.empty()) (void)look_up(graph, symbol.branch);
    return {std::move(symbol.revisions)};
  }
  if (const auto steps = read_negative(*symbol.name)) return walk_from_heads(graph, symbol.branch, *steps);
  return {{look_up(graph, *symbol.name, symbol.branch)}};
}

std::optional<RevisionIndex> resolve_one(const RevisionGraph& graph, std::string_view text,
                                         std::string_view argument, ResolveFor purpose) {
  Symbol symbol = read_symbol(graph, text, argument, purpose);
  if (symbol.name) return look_up(graph, *symbol.name, symbol.branch);
  if (symbol.revisions.size() > 1) throw multiple_heads(graph, symbol.revisions, argument, purpose);
  if (!symbol.branch.empty()) (void)look_up(graph, symbol.branch);
  return symbol.revisions.empty() ? std::nullopt : std::optional(symbol.revisions.front());
}

}  // namespace revision

std::vector<RevisionIndex> resolve_revisions(const RevisionGraph& graph, std::string_view text,
                                             ResolveFor purpose) {
  // `@head` is `head` here; an upgrade quotes it as it is written.
  const std::string_view argument = text.starts_with('@') ? text.substr(1) : text;
  revision::Resolution resolution = revision::resolve(graph, text, argument, purpose);
  if (resolution.went_below_base) {
    throw revision::no_such_number_of_steps(text.substr(text.find('@') + 1),
                                            "there are not that many revisions below a head");
  }
  return std::move(resolution.revisions);
}

std::optional<RevisionIndex> resolve_revision(const RevisionGraph& graph, std::string_view text,
                                              ResolveFor purpose) {
  const std::vector<RevisionIndex> revisions = resolve_revisions(graph, text, purpose);
  if (revisions.size() > 1) throw revision::multiple_heads(graph, revisions, text, purpose);
  return revisions.empty() ? std::nullopt : std::optional(revisions.front());
}

std::vector<RevisionIndex> revisions_of_rows(const RevisionGraph& graph, std::span<const RevisionId> rows) {
  std::vector<RevisionIndex> revisions;
  revision::NodeSet seen(graph.size());
  for (const RevisionId& row : rows) {
    const std::optional<RevisionIndex> revision = graph.find(row);
    if (!revision) throw revision::unknown_rows(graph, rows);
    if (seen.insert(*revision)) revisions.push_back(*revision);
  }
  return revisions;
}

}  // namespace dbtool
