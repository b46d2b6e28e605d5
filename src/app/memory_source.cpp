#include "script/memory_source.h"

#include <utility>

#include "app/known_dialects.h"

namespace dbtool {

std::unique_ptr<ScriptSource> make_memory_source(std::vector<MemoryScript> scripts) {
  return std::make_unique<script::MemorySource>(std::move(scripts), app::known_dialects());
}

}  // namespace dbtool
