#include <array>
#include <cstdlib>
#include <filesystem>
#include <system_error>

#include <fmt/format.h>

#include "base/subprocess.h"
#include "base/terminal.h"
#include "commands/command.h"
#include "commands/report.h"
#include "commands/session.h"

namespace dbtool::commands {
namespace {

namespace fs = std::filesystem;

/// Looked for in $PATH, in Alembic's order.
constexpr std::array<const char*, 5> kEditors = {"sensible-editor", "editor", "nano", "vim", "code"};

bool is_in_path(const std::string& program) {
  const char* path = std::getenv("PATH");
  std::string_view rest = path == nullptr ? "" : path;
  while (!rest.empty()) {
    const std::string_view folder = rest.substr(0, rest.find(':'));
    rest.remove_prefix(std::min(folder.size() + 1, rest.size()));
    std::error_code ignored;
    if (!folder.empty() && fs::is_regular_file(fs::path(folder) / program, ignored)) return true;
  }
  return false;
}

/// What the environment says, an existing path or a command line; else the first editor that is installed.
std::vector<std::string> editor() {
  for (const char* variable : {"EDITOR", "VISUAL"}) {
    const char* value = std::getenv(variable);
    if (value == nullptr || *value == '\0') continue;
    std::error_code ignored;
    if (fs::exists(value, ignored)) return {value};
    return base::split_command_line(value, ErrorCode::kUsage);
  }
  // An editor that nobody asked for would wait for somebody who is not there.
  if (!base::is_terminal(base::Stream::kOut)) {
    throw Error(ErrorCode::kUsage, "there is no terminal to edit in")
        .with_hint("set $EDITOR to what is to be run");
  }
  for (const char* name : kEditors) {
    if (is_in_path(name)) return {name};
  }
  throw Error(ErrorCode::kUsage, "no editor is installed").with_hint("set $EDITOR");
}

class Edit : public Command {
 public:
  void declare(Arguments& arguments) override {
    arguments.positional("REVISION", target_, "an id, the beginning of one, 'head', 'current', ...");
  }

  ExitCode run(Session& session) override {
    if (target_ == "current") {
      return session.for_each_database([&](Migrator& migrator) {
        const auto revisions = revisions_of_rows(migrator.graph(), migrator.rows());
        if (revisions.empty()) throw Error(ErrorCode::kRevision, "No current revisions");
        return edit(session, migrator, revisions);
      });
    }
    const RevisionGraph& graph = session.migrator().graph();
    const std::vector<RevisionIndex> revisions = resolve_revisions(graph, target_);
    if (revisions.empty()) {
      throw Error(ErrorCode::kRevision, fmt::format("No revision files indicated by symbol '{}'", target_));
    }
    return edit(session, session.migrator(), revisions);
  }

 private:
  static ExitCode edit(Session& session, Migrator& migrator, const std::vector<RevisionIndex>& revisions) {
    const RevisionGraph& graph = migrator.graph();
    for (const RevisionIndex index : revisions) {
      std::vector<std::string> argv = editor();
      argv.push_back(graph[index].location.file);
      const std::string program = argv.front();
      const auto output = session.json() ? base::Output::kToStderr : base::Output::kInherit;
      const base::CommandResult result = base::run_command({.argv = std::move(argv), .output = output});
      if (result.exit_status == 0) continue;
      throw Error(ErrorCode::kIo, fmt::format("Error executing editor ('{}' ended with status {})", program,
                                              result.exit_status));
    }
    if (session.json()) session.print(revision_nodes(migrator, revisions));
    return ExitCode::kDone;
  }

  std::string target_ = "head";
};

}  // namespace

std::unique_ptr<Command> make_edit() { return std::make_unique<Edit>(); }

}  // namespace dbtool::commands
