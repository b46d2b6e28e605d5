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

void NewScriptCommand::declare_common(Arguments& arguments) {
  arguments.option("-m,--message", revision_.message, "TEXT", "what the script does; also names its file",
                   Arguments::Empty::kAllowed);
  arguments.option("--rev-id", revision_.id, "ID", "the new revision's id, instead of a random one");
  arguments.option("--branch-label", revision_.branch_labels, "LABEL",
                   "a name for the branch; may be repeated");
  arguments.flag("--splice", splice_, "allow a revision to follow that is no head");
}

void NewScriptCommand::declare_place(Arguments& arguments) {
  arguments.option("--head", head_, "REVISION",
                   "what it follows (default: head); 'base' begins a new branch");
  arguments.option("--depends-on", revision_.depends_on, "REVISION",
                   "what has to be there before it runs; may be repeated");
  arguments.option("--version-path", revision_.version_path, "DIR", "the version location to write to");
}

NewRevision NewScriptCommand::revision() const {
  NewRevision wanted = revision_;
  if (!head_.empty()) wanted.heads = {head_};
  wanted.splice = splice_ ? Splice::kYes : Splice::kNo;
  return wanted;
}

ExitCode NewScriptCommand::write_difference(Session& session, const NewRevision& wanted) {
  const std::optional<WrittenScript> script = session.migrator().migrate(wanted);
  if (script) {
    report(session, *script);
  } else if (session.json()) {
    session.print(base::Node());
  }
  return ExitCode::kDone;
}

ExitCode NewScriptCommand::write_empty(Session& session, const NewRevision& wanted) {
  report(session, session.migrator().write_revision(wanted));
  return ExitCode::kDone;
}

}  // namespace dbtool::commands
