#pragma once

#include <memory>
#include <string>
#include <variant>

#include "commands/command.h"
#include "commands/session.h"

namespace dbtool::cli {

/// A command to run.
struct Invocation {
  commands::GlobalOptions options;
  std::unique_ptr<commands::Command> command;
};

/// Text that was asked for instead: help or the version.
struct Answer {
  std::string text;
};

/// Reads the command line. Throws Error{kUsage} that names the nearest command or option. `json` is set as
/// soon as `--json` is seen, so that even a wrong line can be answered in kind.
[[nodiscard]] std::variant<Invocation, Answer> read_command_line(int argc, const char* const* argv,
                                                                 bool& json);

}  // namespace dbtool::cli
