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
    Migrator& migrator = session.migrator();
    const RevisionGraph& graph = migrator.graph();
    const std::vector<RevisionIndex> revisions =
        target_ == "current" ? revisions_of_rows(graph, migrator.rows()) : resolve_revisions(graph, target_);
    base::Node nodes = base::Node::sequence();
    for (const RevisionIndex index : revisions) {
      if (session.json()) {
        nodes.append(revision_node(migrator, index, target_ == "current"));
      } else {
        session.write(long_text(migrator, index));
      }
    }
    if (session.json()) session.print(nodes);
    return ExitCode::kDone;
  }

 private:
  std::string target_ = "head";
};

}  // namespace

std::unique_ptr<Command> make_show() { return std::make_unique<Show>(); }

}  // namespace dbtool::commands
