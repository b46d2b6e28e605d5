#include "runtime/script_library.h"

#include <utility>

#include <fmt/format.h>

namespace dbtool::runtime {
namespace {

/// Moves the revisions out of the headers: at 100,000 of them a second copy counts.
std::vector<Revision> take_revisions(std::vector<ScriptHeader>& headers) {
  std::vector<Revision> revisions;
  revisions.reserve(headers.size());
  for (ScriptHeader& header : headers) revisions.push_back(std::exchange(header.revision, {}));
  return revisions;
}

}  // namespace

ScriptLibrary::ScriptLibrary(std::unique_ptr<ScriptSource> source)
    : source_(std::move(source)), headers_(source_->headers()), graph_(take_revisions(headers_)) {}

RevisionIndex ScriptLibrary::index_of(const RevisionId& id) const {
  if (const auto index = graph_.find(id)) return *index;
  throw Error(ErrorCode::kRevision, fmt::format("Can't locate revision identified by '{}'", id));
}

ScriptBody ScriptLibrary::body(RevisionIndex index) const {
  ScriptHeader header = headers_[index];
  header.revision = graph_[index];
  return source_->body(header);
}

}  // namespace dbtool::runtime
