#pragma once

#include <span>
#include <string>
#include <string_view>

#include "dbtool/script.h"

namespace dbtool::script {

/// A YAML script's bodies. `dialects` are the names that operations may be for or have texts for; if it is
/// empty, any. With `downgrade: auto` the inverse of each operation, the last one first. Throws
/// Error{kScript} with everything that is wrong, among it the first operation that has no inverse.
/// Where there are several databases, each body may be a mapping of their names: the one of the scope's
/// database is given, all are checked.
[[nodiscard]] ScriptBody read_yaml_body(std::string_view text, const std::string& file,
                                        std::span<const std::string> dialects = {},
                                        const BodyScope& scope = {});

}  // namespace dbtool::script
