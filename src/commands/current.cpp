#include <fmt/format.h>

#include "commands/command.h"
#include "commands/report.h"
#include "commands/session.h"
#include "dbtool/revision_text.h"

namespace dbtool::commands {
namespace {

class Current : public Command {
 public:
  void declare(Arguments& arguments) override {
    arguments.flag("-v,--verbose", verbose_, "all that is known of each");
    arguments.flag("--check-heads", check_heads_, "end with 3 unless the database is at all heads");
  }

  ExitCode run(Session& session) override {
    return session.for_each_database([&](Migrator& migrator) {
      print(session, migrator);
      if (!check_heads_ || migrator.is_at_heads()) return ExitCode::kDone;
      session.observer().on_event(
          Remark{Severity::kWarning, "alembic.runtime.migration", "Database is not on all head revisions"});
      return ExitCode::kFound;
    });
  }

 private:
  void print(Session& session, Migrator& migrator) const {
    const RevisionGraph& graph = migrator.graph();
    const std::vector<RevisionIndex> revisions = current(graph, migrator.rows());
    if (session.json()) return session.print(revision_nodes(migrator, revisions, IsCurrent::kYes));
    session.begin_result();
    if (verbose_) {
      session.print(
          fmt::format("Current revision(s) for {}:", migrator.config().database_url()->to_string()));
    }
    for (const RevisionIndex index : revisions) {
      session.write(verbose_ ? long_text(migrator, index) : format_line(graph, index, {}) + "\n");
    }
  }

  bool verbose_ = false;
  bool check_heads_ = false;
};

}  // namespace

std::unique_ptr<Command> make_current() { return std::make_unique<Current>(); }

}  // namespace dbtool::commands
