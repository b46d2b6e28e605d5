#include "app/revisions_lock.h"

#include <algorithm>
#include <array>
#include <set>
#include <system_error>

#include <fmt/format.h>

#include "base/files.h"
#include "base/strings.h"
#include "revision/node_set.h"

namespace dbtool::app {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kName = "revisions.lock";
constexpr std::string_view kHeading =
    "# The heads of the history, written by dbtool. A conflict here means that it forks: 'dbtool rebase' or\n"
    "# 'dbtool merge' joins it again.\n\n";
constexpr std::string_view kConflictMark = "<<<<<<<";
constexpr std::size_t kMaxBytes = 1U << 20U;

fs::path lock_path(const Config& config) { return config.script_location / kName; }

/// Empty if there is no such file.
std::string read_lock(const Config& config) {
  const fs::path path = lock_path(config);
  std::error_code ignored;
  return fs::exists(path, ignored) ? base::read_file(path, kMaxBytes) : "";
}

std::vector<RevisionId> ids_in(std::string_view text) {
  std::vector<RevisionId> ids;
  for (const std::string_view line : base::split(text, '\n')) {
    const std::string_view id = base::trim(line);
    if (!id.empty() && !id.starts_with('#')) ids.emplace_back(id);
  }
  return ids;
}

std::vector<RevisionId> head_ids(const RevisionGraph& graph) {
  std::vector<RevisionId> ids;
  for (const RevisionIndex head : graph.heads()) ids.push_back(graph.id(head));
  return ids;
}

/// The first of the heads that is the revision or follows it, which is then taken out of them.
std::optional<RevisionId> take_follower(const RevisionGraph& graph, const RevisionId& id,
                                        std::vector<RevisionIndex>& heads) {
  const auto index = graph.find(id);
  if (!index) return std::nullopt;
  const std::array<RevisionIndex, 1> start = {*index};
  const revision::NodeSet above = revision::descendants(graph, start, revision::Links::kDownRevisions);
  const auto found =
      std::find_if(heads.begin(), heads.end(), [&](RevisionIndex head) { return above.contains(head); });
  if (found == heads.end()) return std::nullopt;
  RevisionId follower = graph.id(*found);
  heads.erase(found);
  return follower;
}

}  // namespace

std::string revisions_lock_text(const RevisionGraph& graph, std::string_view old_text) {
  std::vector<RevisionIndex> heads(graph.heads().begin(), graph.heads().end());
  std::string text(kHeading);
  const auto add = [&text](const RevisionId& id) { text += id + "\n\n"; };
  for (const RevisionId& id : ids_in(old_text)) {
    if (const auto follower = take_follower(graph, id, heads)) add(*follower);
  }
  for (const RevisionIndex head : heads) add(graph.id(head));
  return text;
}

void write_revisions_lock(const Config& config, const RevisionGraph& graph) {
  if (!config.revisions_lock) return;
  const std::string old_text = read_lock(config);
  const std::string text = revisions_lock_text(graph, old_text);
  if (text != old_text) base::write_file_atomically(lock_path(config), text);
}

void check_revisions_lock(const Config& config, const RevisionGraph& graph, Observer& observer) {
  if (!config.revisions_lock) return;
  const std::string text = read_lock(config);
  const std::vector<RevisionId> locked = ids_in(text);
  const std::vector<RevisionId> heads = head_ids(graph);
  const bool is_same =
      std::set<RevisionId>(locked.begin(), locked.end()) == std::set<RevisionId>(heads.begin(), heads.end());
  std::string problem;
  if (text.find(kConflictMark) != std::string::npos) {
    problem =
        "has a conflict of version control's: the history forks; see 'dbtool heads', then 'dbtool rebase' or "
        "'dbtool merge'";
  } else if (!is_same) {
    problem = fmt::format("lists {}, and the heads are {}; 'dbtool heads --write-lock' writes it anew",
                          locked.empty() ? "nothing" : base::join(locked, ", "),
                          heads.empty() ? "none" : base::join(heads, ", "));
  }
  if (problem.empty()) return;
  observer.on_event(Remark{Severity::kWarning, "alembic.script",
                           fmt::format("'{}' {}", base::display_path(lock_path(config)), problem)});
}

}  // namespace dbtool::app
