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

/// Likewise: a header is copied each time that its script is read.
std::vector<std::string> take_texts(std::vector<ScriptHeader>& headers) {
  std::vector<std::string> texts;
  texts.reserve(headers.size());
  for (ScriptHeader& header : headers) texts.push_back(std::exchange(header.text, {}));
  return texts;
}

}  // namespace

ScriptLibrary::Scripts::Scripts(std::unique_ptr<ScriptSource> from)
    : source(std::move(from)),
      headers(source->headers()),
      graph(take_revisions(headers)),
      texts(take_texts(headers)) {}

ScriptLibrary::ScriptLibrary(std::unique_ptr<ScriptSource> source, BodyScope scope)
    : ScriptLibrary(std::make_shared<const Scripts>(std::move(source)), std::move(scope)) {}

ScriptLibrary::ScriptLibrary(std::shared_ptr<const Scripts> scripts, BodyScope scope)
    : scripts_(std::move(scripts)), scope_(std::move(scope)) {}

ScriptLibrary ScriptLibrary::for_scope(BodyScope scope) const { return {scripts_, std::move(scope)}; }

RevisionIndex ScriptLibrary::index_of(const RevisionId& id) const {
  if (const auto index = graph().find(id)) return *index;
  throw Error(ErrorCode::kRevision, fmt::format("Can't locate revision identified by '{}'", id));
}

ScriptHeader ScriptLibrary::full_header(RevisionIndex index) const {
  ScriptHeader full = header(index);
  full.revision = graph()[index];
  return full;
}

std::string ScriptLibrary::text(RevisionIndex index) const {
  {
    const std::lock_guard lock(scripts_->mutex);
    if (std::string text = std::exchange(scripts_->texts[index], {}); !text.empty()) return text;
  }
  return scripts_->source->text(full_header(index));
}

ScriptBody ScriptLibrary::body(RevisionIndex index, std::string_view text, const sql::Syntax& syntax) const {
  BodyScope scope = scope_;
  scope.syntax = &syntax;
  return scripts_->source->body(full_header(index), text, scope);
}

}  // namespace dbtool::runtime
