#pragma once

namespace dbtool {

/// How much a line of the log matters. A warning: the user should act.
enum class Severity { kDebug, kInfo, kWarning };

}  // namespace dbtool
