#include "script/memory_source.h"

#include <utility>

#include "dialects/registry.h"

namespace dbtool {

std::unique_ptr<ScriptSource> make_memory_source(std::vector<MemoryScript> scripts) {
  return std::make_unique<script::MemorySource>(std::move(scripts), dialects::script_dialect_names());
}

}  // namespace dbtool
