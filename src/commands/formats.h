#pragma once

#include <string>

#include "commands/session.h"

namespace dbtool::commands {

/// How a command prints a schema or operations.
enum class Format { kYaml, kSql, kJson };

/// The format that was asked for by name, or by `--json`, which JSON by name means too. Throws Error{kUsage}
/// for another name.
[[nodiscard]] Format read_format(Session& session, const std::string& name);

}  // namespace dbtool::commands
