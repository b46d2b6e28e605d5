#include "script/memory_source.h"

#include <utility>

#include <fmt/core.h>

#include "script/read_script.h"

namespace dbtool::script {
namespace {

ScriptFormat format_of(std::string_view name) {
  if (name.ends_with(".sql")) return ScriptFormat::kSql;
  if (name.ends_with(".yaml") || name.ends_with(".yml")) return ScriptFormat::kYaml;
  throw Error(ErrorCode::kScript,
              fmt::format("the script's name '{}' ends neither in .yaml nor in .sql", name));
}

}  // namespace

MemorySource::MemorySource(std::vector<MemoryScript> scripts, KnownDialects dialects)
    : scripts_(std::move(scripts)), dialects_(std::move(dialects)) {
  for (const MemoryScript& script : scripts_) {
    formats_.push_back(format_of(script.name));
    if (!by_name_.emplace(script.name, &script).second) {
      throw Error(ErrorCode::kScript, fmt::format("two scripts have the name '{}'", script.name));
    }
  }
}

std::vector<ScriptHeader> MemorySource::headers() const {
  std::vector<ScriptHeader> headers;
  headers.reserve(scripts_.size());
  for (std::size_t i = 0; i < scripts_.size(); ++i) {
    headers.push_back(read_header(formats_[i], scripts_[i].text, scripts_[i].name));
  }
  return headers;
}

const MemoryScript& MemorySource::find(const ScriptHeader& header) const {
  const auto found = by_name_.find(header.revision.location.file);
  if (found == by_name_.end()) {
    throw Error(ErrorCode::kScript,
                fmt::format("no script of this application is called '{}'", header.revision.location.file));
  }
  return *found->second;
}

std::string MemorySource::text(const ScriptHeader& header) const { return find(header).text; }

ScriptBody MemorySource::body(const ScriptHeader& header, std::string_view text,
                              const BodyScope& scope) const {
  return read_body(header.format, text, header.revision.location.file, dialects_, scope);
}

}  // namespace dbtool::script
