#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "dbtool/script.h"
#include "script/known_dialects.h"

namespace dbtool::script {

/// Scripts that an application carries inside. Immutable: may be used by several threads.
class MemorySource final : public ScriptSource {
 public:
  /// Throws Error{kScript} for a name that does not say the script's format, or that two scripts have.
  MemorySource(std::vector<MemoryScript> scripts, KnownDialects dialects);

  MemorySource(const MemorySource&) = delete;  // the index points into the scripts
  MemorySource& operator=(const MemorySource&) = delete;

  [[nodiscard]] std::vector<ScriptHeader> headers() const override;
  [[nodiscard]] std::string text(const ScriptHeader& header) const override;
  [[nodiscard]] ScriptBody body(const ScriptHeader& header, std::string_view text,
                                const BodyScope& scope) const override;

 private:
  [[nodiscard]] const MemoryScript& find(const ScriptHeader& header) const;

  std::vector<MemoryScript> scripts_;
  KnownDialects dialects_;
  std::vector<ScriptFormat> formats_;  ///< of scripts_
  std::map<std::string_view, const MemoryScript*> by_name_;
};

}  // namespace dbtool::script
