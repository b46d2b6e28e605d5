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
  }

  ExitCode run(Session& session) override {
    Migrator& migrator = session.migrator();
    const RevisionGraph& graph = migrator.graph();
    const std::vector<RevisionIndex> revisions = current(graph, migrator.rows());
    if (session.json()) {
      base::Node nodes = base::Node::sequence();
      for (const RevisionIndex index : revisions) nodes.append(revision_node(migrator, index, true));
      session.print(nodes);
      return ExitCode::kDone;
    }
    if (verbose_) {
      session.print(
          fmt::format("Current revision(s) for {}:", migrator.config().database_url()->to_string()));
    }
    for (const RevisionIndex index : revisions) {
      session.write(verbose_ ? long_text(migrator, index) : format_line(graph, index, {}) + "\n");
    }
    return ExitCode::kDone;
  }

 private:
  bool verbose_ = false;
};

}  // namespace

std::unique_ptr<Command> make_current() { return std::make_unique<Current>(); }

}  // namespace dbtool::commands
