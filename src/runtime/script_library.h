#pragma once

#include <memory>
#include <vector>

#include "dbtool/revision_graph.h"
#include "dbtool/script.h"

namespace dbtool::runtime {

/// The scripts of a repository with the graph they form: headers at once, bodies when asked for. Copies share
/// what was read.
class ScriptLibrary {
 public:
  /// Reads the headers. Throws Error{kScript}, Error{kRevision}, Error{kIo}.
  explicit ScriptLibrary(std::unique_ptr<ScriptSource> source, BodyScope scope = {});

  /// The same scripts, read for another database.
  [[nodiscard]] ScriptLibrary for_scope(BodyScope scope) const;

  [[nodiscard]] const RevisionGraph& graph() const noexcept { return scripts_->graph; }
  /// Headers have the graph's indexes; their `revision` is empty: the graph has it.
  [[nodiscard]] const ScriptHeader& header(RevisionIndex index) const { return scripts_->headers[index]; }
  /// Throws Error{kRevision} for an id that no script has.
  [[nodiscard]] RevisionIndex index_of(const RevisionId& id) const;
  /// Reads a script's body for an engine that reads SQL like this. Throws Error{kScript}, Error{kIo}.
  [[nodiscard]] ScriptBody body(RevisionIndex index, const sql::Syntax& syntax) const;
  /// A script's text as it was written; empty if its source gives none. Throws Error{kIo}.
  [[nodiscard]] std::string text(RevisionIndex index) const;

 private:
  struct Scripts {
    explicit Scripts(std::unique_ptr<ScriptSource> from);

    std::unique_ptr<ScriptSource> source;
    std::vector<ScriptHeader> headers;
    RevisionGraph graph;
  };

  ScriptLibrary(std::shared_ptr<const Scripts> scripts, BodyScope scope);

  std::shared_ptr<const Scripts> scripts_;
  BodyScope scope_;
};

}  // namespace dbtool::runtime
