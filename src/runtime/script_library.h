#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "dbtool/revision_graph.h"
#include "dbtool/script.h"

namespace dbtool::runtime {

/// The scripts of a repository with the graph they form: headers at once, the rest when asked for. Copies
/// share what was read.
class ScriptLibrary {
 public:
  /// Reads the headers. Throws Error{kScript}, Error{kRevision}, Error{kIo}.
  explicit ScriptLibrary(std::unique_ptr<ScriptSource> source, BodyScope scope = {});

  /// The same scripts, read for another database.
  [[nodiscard]] ScriptLibrary for_scope(BodyScope scope) const;

  [[nodiscard]] const RevisionGraph& graph() const noexcept { return scripts_->graph; }
  /// Headers have the graph's indexes; their `revision` and `text` are empty: ask graph() and text().
  [[nodiscard]] const ScriptHeader& header(RevisionIndex index) const { return scripts_->headers[index]; }
  /// Throws Error{kRevision} for an id that no script has.
  [[nodiscard]] RevisionIndex index_of(const RevisionId& id) const;
  // Several threads may ask for these at once.

  /// A script's text, as it was written. Throws Error{kIo}.
  [[nodiscard]] std::string text(RevisionIndex index) const;
  /// What that text says to an engine that reads SQL like this. Throws Error{kScript}.
  [[nodiscard]] ScriptBody body(RevisionIndex index, std::string_view text, const sql::Syntax& syntax) const;

 private:
  [[nodiscard]] ScriptHeader full_header(RevisionIndex index) const;

  struct Scripts {
    explicit Scripts(std::unique_ptr<ScriptSource> from);

    std::unique_ptr<ScriptSource> source;
    std::vector<ScriptHeader> headers;
    RevisionGraph graph;
    mutable std::mutex mutex;
    /// Those that came with the headers. Each is given once: who asks again may have changed the file.
    mutable std::vector<std::string> texts;
  };

  ScriptLibrary(std::shared_ptr<const Scripts> scripts, BodyScope scope);

  std::shared_ptr<const Scripts> scripts_;
  BodyScope scope_;
};

}  // namespace dbtool::runtime
