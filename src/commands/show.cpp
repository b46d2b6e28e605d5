#include "commands/command.h"
#include "commands/report.h"
#include "commands/session.h"

namespace dbtool::commands {
namespace {

class Show : public Command {
 public:
  void declare(Arguments& arguments) override {
    arguments.positional("REVISION", target_, "an id, the beginning of one, 'head', 'heads', 'current', ...");
  }

  ExitCode run(Session& session) override {
    if (target_ != "current") {
      return print(session, session.migrator(), resolve_revisions(session.migrator().graph(), target_),
                   IsCurrent::kUnknown);
    }
    return session.for_each_database([&](Migrator& migrator) {
      return print(session, migrator, revisions_of_rows(migrator.graph(), migrator.rows()), IsCurrent::kYes);
    });
  }

 private:
  static ExitCode print(Session& session, Migrator& migrator, const std::vector<RevisionIndex>& revisions,
                        IsCurrent is_current) {
    session.begin_result();
    if (session.json()) {
      session.print(revision_nodes(migrator, revisions, is_current));
    } else {
      for (const RevisionIndex index : revisions) session.write(long_text(migrator, index));
    }
    return ExitCode::kDone;
  }

  std::string target_ = "head";
};

}  // namespace

std::unique_ptr<Command> make_show() { return std::make_unique<Show>(); }

}  // namespace dbtool::commands
