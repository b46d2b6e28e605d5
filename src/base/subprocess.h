#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dbtool/error.h"

namespace dbtool::base {

/// Where a program's output goes. kToStderr: both to our stderr, for who has results of its own on stdout.
enum class Output { kInherit, kToStderr, kCapture };

/// A program to run, without a shell.
struct Command {
  std::vector<std::string> argv;      ///< the first is looked up in $PATH unless it has a '/'
  std::filesystem::path folder = {};  ///< to run in; empty: the current one
  std::vector<std::pair<std::string, std::string>> environment =
      {};  ///< added to ours, or instead of it by name
  Output output = Output::kInherit;
};

struct CommandResult {
  int exit_status = 0;   ///< 128 + N if signal N ended it, as a shell says
  std::string out = {};  ///< empty unless captured, as `error`; the first 16 MiB of each
  std::string error = {};
};

/// Runs the program and waits for its end. Throws Error{kIo} if it cannot be started.
[[nodiscard]] CommandResult run_command(const Command& command);

/// The words of a command line, by the rules of a POSIX shell's quotes (Python's shlex.split): nothing is
/// expanded. Throws Error{code} if a quote is not closed or a backslash ends the line.
[[nodiscard]] std::vector<std::string> split_command_line(std::string_view line, ErrorCode code);

}  // namespace dbtool::base
