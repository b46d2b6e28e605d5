#include <fmt/format.h>

#include "base/printable.h"
#include "base/strings.h"
#include "commands/command.h"
#include "commands/report.h"
#include "commands/session.h"

namespace dbtool::commands {
namespace {

class Verify : public Command {
 public:
  void declare(Arguments&) override {}

  ExitCode run(Session& session) override {
    return session.for_each_database([&](Migrator& migrator) {
      const Verification verification = migrator.verify();
      if (session.json()) {
        session.print(to_node(verification));
      } else {
        print(session, verification);
      }
      return verification.problems.empty() && !verification.open ? ExitCode::kDone : ExitCode::kFound;
    });
  }

 private:
  static void print(Session& session, const Verification& verification) {
    session.begin_result();
    for (const ScriptProblem& problem : verification.problems) {
      session.write(base::printable(text_of(problem)));
    }
    for (const RevisionId& id : verification.cosmetic) {
      session.print(fmt::format("The script of revision {} was changed, and not what it does.", id));
    }
    if (!verification.unrecorded.empty()) {
      session.print(fmt::format("Not known to the journal, and not verified: {}.",
                                base::join(verification.unrecorded, ", ")));
    }
    if (verification.open) session.print(to_text(*verification.open));
    if (verification.problems.empty() && !verification.open) {
      session.print(verification.unrecorded.empty() ? "The scripts are what was run."
                                                    : "The scripts that the journal knows are what was run.");
    }
  }

  static std::string text_of(const ScriptProblem& problem) {
    if (problem.kind == ScriptProblem::Kind::kMissing) {
      return fmt::format("Revision {} is applied and has no script.\n", problem.revision);
    }
    return fmt::format("The script of revision {} is not what was run: {}\n{}", problem.revision,
                       problem.file,
                       problem.diff.empty() ? "(the journal does not have its text)\n" : problem.diff);
  }
};

}  // namespace

std::unique_ptr<Command> make_verify() { return std::make_unique<Verify>(); }

}  // namespace dbtool::commands
