#pragma once

#include <memory>
#include <span>
#include <string_view>

#include "commands/arguments.h"

namespace dbtool::commands {

class Session;

/// What the process ends with.
enum class ExitCode {
  kDone = 0,
  kFailed = 1,
  kUsage = 2,
  kFound = 3,          ///< the command looked and found something
  kInterrupted = 130,  ///< by SIGINT; of another signal, 128 and its number
};

class Command {
 public:
  virtual ~Command() = default;
  virtual void declare(Arguments& arguments) = 0;
  /// Throws Error. Called once, after the arguments were read.
  virtual ExitCode run(Session& session) = 0;
};

/// A command's row: all that the rest of the program knows of it.
struct CommandRow {
  std::string_view name;
  std::string_view other_name;  ///< Alembic's spelling where it has another; or empty
  std::string_view summary;     ///< one line of help
  std::string_view examples;    ///< whole lines, shown below the options
  std::unique_ptr<Command> (*make)();
};

/// In the order of the help.
[[nodiscard]] std::span<const CommandRow> command_table();

// One for each file of this folder that has a command.
std::unique_ptr<Command> make_branches();
std::unique_ptr<Command> make_check();
std::unique_ptr<Command> make_current();
std::unique_ptr<Command> make_diff();
std::unique_ptr<Command> make_downgrade();
std::unique_ptr<Command> make_edit();
std::unique_ptr<Command> make_ensure_version();
std::unique_ptr<Command> make_heads();
std::unique_ptr<Command> make_history();
std::unique_ptr<Command> make_init();
std::unique_ptr<Command> make_inspect();
std::unique_ptr<Command> make_list_templates();
std::unique_ptr<Command> make_log();
std::unique_ptr<Command> make_merge();
std::unique_ptr<Command> make_migrate();
std::unique_ptr<Command> make_plan();
std::unique_ptr<Command> make_rebase();
std::unique_ptr<Command> make_resume();
std::unique_ptr<Command> make_revision();
std::unique_ptr<Command> make_show();
std::unique_ptr<Command> make_stamp();
std::unique_ptr<Command> make_status();
std::unique_ptr<Command> make_upgrade();
std::unique_ptr<Command> make_verify();

}  // namespace dbtool::commands
