#include "commands/new_script.h"

#include <fmt/format.h>

#include "base/files.h"
#include "commands/report.h"

namespace dbtool::commands {
namespace {

void report(Session& session, const WrittenScript& script) {
  session.status(fmt::format("  Generating {} ...  done", base::display_path(script.path)));
  if (session.json()) session.print(to_node(script));
}

}  // namespace

void NewScriptCommand::declare(Arguments& arguments) {
  arguments.option("-m,--message", revision_.message, "TEXT",
                   "what the script does; its first line names the file");
  arguments.option("--rev-id", revision_.id, "ID", "the new revision's id, instead of a random one");
}

ExitCode NewScriptCommand::write_difference(Session& session) const {
  const std::optional<WrittenScript> script = session.migrator().migrate(revision_);
  if (script) {
    report(session, *script);
  } else if (session.json()) {
    session.print(base::Node());
  }
  return ExitCode::kDone;
}

ExitCode NewScriptCommand::write_empty(Session& session) const {
  report(session, session.migrator().write_revision(revision_));
  return ExitCode::kDone;
}

}  // namespace dbtool::commands
