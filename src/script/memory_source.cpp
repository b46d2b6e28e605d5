#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include <fmt/core.h>

#include "dbtool/script.h"
#include "script/read_script.h"

namespace dbtool {
namespace {

ScriptFormat format_of(std::string_view name) {
  if (name.ends_with(".sql")) return ScriptFormat::kSql;
  if (name.ends_with(".yaml") || name.ends_with(".yml")) return ScriptFormat::kYaml;
  throw Error(ErrorCode::kScript,
              fmt::format("the script's name '{}' ends neither in .yaml nor in .sql", name));
}

/// Immutable: may be used by several threads.
class MemorySource final : public ScriptSource {
 public:
  explicit MemorySource(std::vector<MemoryScript> scripts) : scripts_(std::move(scripts)) {
    for (const MemoryScript& script : scripts_) {
      formats_.push_back(format_of(script.name));
      if (!by_name_.emplace(script.name, &script).second) {
        throw Error(ErrorCode::kScript, fmt::format("two scripts have the name '{}'", script.name));
      }
    }
  }

  std::vector<ScriptHeader> headers() const override {
    std::vector<ScriptHeader> headers;
    headers.reserve(scripts_.size());
    for (std::size_t i = 0; i < scripts_.size(); ++i) {
      headers.push_back(script::read_header(formats_[i], scripts_[i].text, scripts_[i].name));
    }
    return headers;
  }

  ScriptBody body(const ScriptHeader& header) const override {
    const auto found = by_name_.find(header.revision.location.file);
    if (found == by_name_.end()) {
      throw Error(ErrorCode::kScript,
                  fmt::format("no script of this application is called '{}'", header.revision.location.file));
    }
    const MemoryScript& script = *found->second;
    return script::read_body(header.format, script.text, script.name, {});
  }

 private:
  std::vector<MemoryScript> scripts_;
  std::vector<ScriptFormat> formats_;  ///< of scripts_
  std::map<std::string_view, const MemoryScript*> by_name_;
};

}  // namespace

std::unique_ptr<ScriptSource> make_memory_source(std::vector<MemoryScript> scripts) {
  return std::make_unique<MemorySource>(std::move(scripts));
}

}  // namespace dbtool
