#pragma once

#include "script/known_dialects.h"

namespace dbtool::app {

/// What the registry of dialects has, for those who read scripts.
[[nodiscard]] script::KnownDialects known_dialects();

}  // namespace dbtool::app
