#include "app/branches.h"

#include <map>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "app/revisions_lock.h"
#include "base/files.h"
#include "ops/footprint.h"
#include "revision/node_set.h"
#include "script/edit_header.h"

namespace dbtool::app {
namespace {

/// Reads each script once, however many branches it is compared with.
class Footprints {
 public:
  explicit Footprints(Migrator::Session& session) : session_(session) {}

  const ops::Footprint& of(RevisionIndex index) {
    const auto [found, is_new] = known_.try_emplace(index);
    if (is_new) {
      const Dialect& dialect = session_.dialect();
      for (const Operation& operation : session_.library().body(index).upgrade) {
        ops::add_footprint(operation, dialect.traits().names, dialect.syntax(), found->second);
      }
    }
    return found->second;
  }

 private:
  Migrator::Session& session_;
  std::map<RevisionIndex, ops::Footprint> known_;
};

/// What one head has and the other has not, oldest first as far as files are.
std::vector<RevisionIndex> only_in(const revision::NodeSet& one, const revision::NodeSet& other) {
  std::vector<RevisionIndex> revisions;
  for (RevisionIndex index = 0; index < one.graph_size(); ++index) {
    if (one.contains(index) && !other.contains(index)) revisions.push_back(index);
  }
  return revisions;
}

revision::NodeSet all_below(const RevisionGraph& graph, RevisionIndex head) {
  return revision::ancestors(graph, std::span(&head, 1), revision::Links::kAll);
}

}  // namespace

std::vector<BranchConflict> branch_conflicts(Migrator::Session& session,
                                             std::span<const RevisionIndex> heads) {
  const RevisionGraph& graph = session.graph();
  Footprints footprints(session);
  std::vector<BranchConflict> conflicts;
  for (std::size_t i = 0; i < heads.size(); ++i) {
    for (std::size_t j = i + 1; j < heads.size(); ++j) {
      const revision::NodeSet left = all_below(graph, heads[i]);
      const revision::NodeSet right = all_below(graph, heads[j]);
      const std::vector<RevisionIndex> right_only = only_in(right, left);
      for (const RevisionIndex mine : only_in(left, right)) {
        for (const RevisionIndex theirs : right_only) {
          if (auto object = clash(footprints.of(mine), footprints.of(theirs))) {
            conflicts.push_back({graph.id(mine), graph.id(theirs), *std::move(object)});
          }
        }
      }
    }
  }
  return conflicts;
}

namespace {

RevisionIndex require_one(const RevisionGraph& graph, std::string_view text) {
  if (const auto index = resolve_revision(graph, text)) return *index;
  throw Error(ErrorCode::kRevision, fmt::format("'{}' is no revision", text))
      .with_hint("name the first revision of the branch that is to move");
}

void require_not_applied(Migrator& database, const RevisionGraph& graph, RevisionIndex moved) {
  const std::vector<RevisionIndex> rows = revisions_of_rows(graph, database.rows());
  if (!revision::ancestors(graph, rows, revision::Links::kAll).contains(moved)) return;
  throw Error(ErrorCode::kRevision, fmt::format("revision '{}' is applied in '{}'", graph.id(moved),
                                                database.config().database_url()->to_string()))
      .with_state("nothing was changed")
      .with_hint(fmt::format(
          "what a database has run stays where it is; if it is only yours, undo it first: 'dbtool "
          "downgrade {}-1'",
          graph.id(moved)));
}

void require_place(const RevisionGraph& graph, RevisionIndex moved, RevisionIndex onto, Splice splice) {
  if (revision::descendants(graph, std::span(&moved, 1), revision::Links::kAll).contains(onto)) {
    throw Error(ErrorCode::kRevision,
                fmt::format("'{}' follows '{}', or is it", graph.id(onto), graph.id(moved)))
        .with_hint("a revision cannot be put behind what comes after it");
  }
  if (graph.is_head(onto) || splice == Splice::kYes) return;
  throw Error(
      ErrorCode::kRevision,
      fmt::format("Revision {} is not a head revision; please specify --splice to create a new branch from "
                  "this revision",
                  graph.id(onto)))
      .with_hint(fmt::format("'{}' follows it already", graph.id(graph.children(onto).front())));
}

}  // namespace

WrittenScript rebase(Migrator& migrator, Migrator::Session& session, std::string_view revision,
                     std::string_view onto, Splice splice) {
  const RevisionGraph& graph = session.graph();
  const RevisionIndex moved = require_one(graph, revision);
  if (graph.is_merge_point(moved)) {
    throw Error(ErrorCode::kRevision,
                fmt::format("'{}' merges branches: it has no single place", graph.id(moved)))
        .with_hint("rebase the first revision of the branch, and remove the merge");
  }
  const std::optional<RevisionIndex> target = resolve_revision(graph, onto);
  std::vector<RevisionId> down_revisions;
  if (target) {
    require_place(graph, moved, *target, splice);
    down_revisions.push_back(graph.id(*target));
  }
  for (Migrator* database : migrator.databases()) require_not_applied(*database, graph, moved);

  const std::string file = graph[moved].location.file;
  WrittenScript written{graph.id(moved), down_revisions, file};
  const ScriptFormat format = session.library().header(moved).format;
  const std::string text = base::read_file(file);
  base::write_file_atomically(file, script::with_down_revisions(text, format, down_revisions, file));
  session.reload();
  write_revisions_lock(session.config(), session.graph());
  return written;
}

}  // namespace dbtool::app
