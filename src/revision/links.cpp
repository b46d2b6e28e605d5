#include "revision/links.h"

#include <algorithm>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "base/strings.h"
#include "revision/ids.h"

namespace dbtool {

RevisionLinks RevisionLinks::reversed() const {
  RevisionLinks result;
  result.ends_.assign(size(), 0);
  result.items_.resize(items_.size());
  for (const RevisionIndex other : items_) ++result.ends_[other];
  std::uint32_t begin = 0;
  for (std::uint32_t& end : result.ends_) begin += std::exchange(end, begin);
  // Each entry now says where its list begins, and is its end once the list is filled.
  for (RevisionIndex revision = 0; revision < size(); ++revision) {
    for (const RevisionIndex other : (*this)[revision]) result.items_[result.ends_[other]++] = revision;
  }
  return result;
}

namespace revision {
namespace {

constexpr std::size_t kMaxErrors = 20;

/// Collects what is wrong with the headers: the author should see all of it at once.
class Findings {
 public:
  void add(Error error, const Revision& revision, HeaderPlace place = {}) {
    if (errors_.size() < kMaxErrors) errors_.push_back(std::move(error).at(location_of(revision, place)));
  }
  void throw_if_any() {
    if (errors_.empty()) return;
    Error first = std::move(errors_.front());
    errors_.erase(errors_.begin());
    throw std::move(first).with_more(std::move(errors_));
  }

 private:
  std::vector<Error> errors_;
};

std::string file_of(const Revision& revision) {
  const std::string place = to_string(revision.location);
  return place.empty() ? fmt::format("revision '{}'", revision.id) : fmt::format("'{}'", place);
}

Error unknown_name(const Revision& revision, std::string_view name, std::string_view role,
                   const std::vector<std::string>& candidates) {
  Error error(ErrorCode::kRevision,
              fmt::format("revision '{}' has no {} '{}': no script declares it", revision.id, role, name));
  const auto begins_so = [&](const std::string& candidate) { return candidate.starts_with(name); };
  if (!name.empty() && std::count_if(candidates.begin(), candidates.end(), begins_so) == 1) {
    return std::move(error).with_hint(fmt::format(
        "write it in full: '{}'", *std::find_if(candidates.begin(), candidates.end(), begins_so)));
  }
  if (const auto near = base::nearest(name, candidates)) {
    return std::move(error).with_hint(fmt::format("did you mean '{}'?", *near));
  }
  return std::move(error).with_hint("restore the file that declared it, or correct this one");
}

/// What a misspelt link may have meant: ids, and labels where they may stand. Only made when something is
/// wrong.
std::vector<std::string> candidates(const NameIndex& ids, const NameIndex* labels) {
  std::vector<std::string> names;
  for (const auto& [name, revision] : ids) names.emplace_back(name);
  if (labels != nullptr) {
    for (const auto& [name, revision] : *labels) names.emplace_back(name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

/// Looks up one kind of link for every revision.
class LinkReader {
 public:
  LinkReader(std::span<const Revision> revisions, const NameIndex& ids, const NameIndex* labels,
             Findings& findings)
      : revisions_(revisions),
        ids_(ids),
        labels_(labels),
        findings_(findings),
        last_seen_in_(revisions.size()) {}

  RevisionLinks read(std::vector<std::string> Revision::*names, HeaderPlace Revision::*place,
                     std::string_view role, std::string_view loop) {
    RevisionLinks links(revisions_.size());
    std::uint32_t turn = 0;
    for (const Revision& revision : revisions_) {
      ++turn;
      for (const std::string& name : revision.*names) {
        if (name == revision.id) {
          findings_.add(
              Error(ErrorCode::kRevision, fmt::format("{} is detected in revisions ({})", loop, name))
                  .with_hint(fmt::format("a revision cannot be its own {}", role)),
              revision, revision.*place);
          continue;
        }
        const std::optional<RevisionIndex> other = find(name);
        if (!other) {
          if (candidates_.empty()) candidates_ = candidates(ids_, labels_);
          findings_.add(unknown_name(revision, name, role, candidates_), revision, revision.*place);
        } else if (std::exchange(last_seen_in_[*other], turn) != turn) {
          links.add(*other);
        }
      }
      links.end_list();
    }
    return links;
  }

 private:
  std::optional<RevisionIndex> find(std::string_view name) const {
    if (const auto found = ids_.find(name); found != ids_.end()) return found->second;
    if (labels_ == nullptr) return std::nullopt;
    const auto found = labels_->find(name);
    return found == labels_->end() ? std::nullopt : std::optional(found->second);
  }

  std::span<const Revision> revisions_;
  const NameIndex& ids_;
  const NameIndex* labels_;
  Findings& findings_;
  std::vector<std::uint32_t> last_seen_in_;
  std::vector<std::string> candidates_;
};

}  // namespace

Location location_of(const Revision& revision, HeaderPlace place) {
  Location location = revision.location;
  if (place.line != 0) {
    location.line = place.line;
    location.column = place.column;
  }
  return location;
}

NameIndex index_ids(std::span<const Revision> revisions) {
  NameIndex ids;
  ids.reserve(revisions.size());
  Findings findings;
  RevisionIndex index = 0;
  for (const Revision& revision : revisions) {
    if (revision.id.empty())
      findings.add(Error(ErrorCode::kRevision, "the revision has no identifier"), revision);
    if (std::optional<Error> error = find_forbidden_characters(revision.id)) {
      findings.add(*std::move(error), revision);
    }
    const auto [other, is_new] = ids.emplace(revision.id, index++);
    if (is_new) continue;
    findings.add(
        Error(ErrorCode::kRevision, fmt::format("Revision {} is present more than once: {} has it too",
                                                revision.id, file_of(revisions[other->second])))
            .with_hint("remove one of the files, or give it another identifier"),
        revision);
  }
  findings.throw_if_any();
  return ids;
}

NameIndex index_labels(std::span<const Revision> revisions, const NameIndex& ids) {
  NameIndex labels;
  Findings findings;
  RevisionIndex index = 0;
  for (const Revision& revision : revisions) {
    for (const std::string& label : revision.branch_labels) {
      const auto id = ids.find(label);
      const auto [other, is_new] = labels.emplace(label, index);
      if (id == ids.end() && is_new) continue;
      const Revision& owner = revisions[id != ids.end() ? id->second : other->second];
      findings.add(Error(ErrorCode::kRevision,
                         fmt::format("Branch name '{}' in revision {} already used by revision {}", label,
                                     revision.id, owner.id))
                       .with_hint(fmt::format("{} has it; labels and identifiers share one set of names",
                                              file_of(owner))),
                   revision, revision.branch_labels_place);
    }
    ++index;
  }
  findings.throw_if_any();
  return labels;
}

DeclaredLinks look_up_links(std::span<const Revision> revisions, const NameIndex& ids,
                            const NameIndex& labels) {
  Findings findings;
  DeclaredLinks links;
  links.parents = LinkReader(revisions, ids, nullptr, findings)
                      .read(&Revision::down_revisions, &Revision::down_revision_place, "parent", "Self-loop");
  links.dependencies =
      LinkReader(revisions, ids, &labels, findings)
          .read(&Revision::depends_on, &Revision::depends_on_place, "dependency", "Dependency self-loop");
  findings.throw_if_any();
  return links;
}

RevisionLinks joined(const RevisionLinks& parents, const RevisionLinks& dependencies) {
  RevisionLinks all(parents.size());
  std::vector<RevisionIndex> last_listed_in(parents.size(), static_cast<RevisionIndex>(parents.size()));
  for (RevisionIndex revision = 0; revision < parents.size(); ++revision) {
    for (const RevisionLinks* links : {&parents, &dependencies}) {
      for (const RevisionIndex other : (*links)[revision]) {
        if (std::exchange(last_listed_in[other], revision) != revision) all.add(other);
      }
    }
    all.end_list();
  }
  return all;
}

}  // namespace revision
}  // namespace dbtool
