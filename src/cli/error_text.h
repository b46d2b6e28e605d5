#pragma once

#include <string>

#include "base/document.h"
#include "commands/command.h"
#include "dbtool/error.h"

namespace dbtool::cli {

/// An error for people: `FILE:LINE:COLUMN: what is wrong`, then, indented, the statement with a caret, the
/// state of the database and what to do.
[[nodiscard]] std::string error_text(const Error& error);

/// The same for programs.
[[nodiscard]] base::Node error_node(const Error& error);

[[nodiscard]] commands::ExitCode exit_code(ErrorCode code);

}  // namespace dbtool::cli
