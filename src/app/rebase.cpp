#include "app/rebase.h"

#include <optional>
#include <utility>

#include <fmt/format.h>

#include "app/revisions_lock.h"
#include "base/files.h"
#include "revision/node_set.h"
#include "script/edit_header.h"

namespace dbtool::app {
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
  if (onto == moved) {
    throw Error(ErrorCode::kRevision, fmt::format("'{}' cannot follow itself", graph.id(moved)));
  }
  if (revision::descendants(graph, std::span(&moved, 1), revision::Links::kAll).contains(onto)) {
    throw Error(ErrorCode::kRevision, fmt::format("'{}' follows '{}'", graph.id(onto), graph.id(moved)))
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

WrittenScript rebase(std::span<Migrator* const> databases, Migrator::Session& session, const Move& move) {
  session.require_script_files();
  const RevisionGraph& graph = session.graph();
  const RevisionIndex moved = require_one(graph, move.revision);
  if (graph.is_merge_point(moved)) {
    throw Error(ErrorCode::kRevision,
                fmt::format("'{}' merges branches: it has no single place", graph.id(moved)))
        .with_hint("rebase the first revision of the branch, and remove the merge");
  }
  const std::optional<RevisionIndex> target = resolve_revision(graph, move.onto, ResolveFor::kNewRevision);
  std::vector<RevisionId> down_revisions;
  if (target) {
    require_place(graph, moved, *target, move.splice);
    down_revisions.push_back(graph.id(*target));
  }
  for (Migrator* database : databases) require_not_applied(*database, graph, moved);

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
