#pragma once

#include <memory>
#include <vector>

#include "dbtool/revision_graph.h"
#include "dbtool/script.h"

namespace dbtool::runtime {

/// The scripts of a repository with the graph they form: headers at once, bodies when asked for.
class ScriptLibrary {
 public:
  /// Reads the headers. Throws Error{kScript}, Error{kRevision}, Error{kIo}.
  explicit ScriptLibrary(std::unique_ptr<ScriptSource> source);

  [[nodiscard]] const RevisionGraph& graph() const noexcept { return graph_; }
  /// Headers have the graph's indexes; their `revision` is empty: the graph has it.
  [[nodiscard]] const ScriptHeader& header(RevisionIndex index) const { return headers_[index]; }
  /// Throws Error{kRevision} for an id that no script has.
  [[nodiscard]] RevisionIndex index_of(const RevisionId& id) const;
  /// Reads a script's body. Throws Error{kScript}, Error{kIo}.
  [[nodiscard]] ScriptBody body(RevisionIndex index) const;

 private:
  std::unique_ptr<ScriptSource> source_;
  std::vector<ScriptHeader> headers_;
  RevisionGraph graph_;
};

}  // namespace dbtool::runtime
