#include "commands/command.h"
#include "commands/report.h"
#include "commands/session.h"
#include "dbtool/revision_text.h"

namespace dbtool::commands {
namespace {

class Heads : public Command {
 public:
  void declare(Arguments& arguments) override {
    arguments.flag("-v,--verbose", verbose_, "all that is known of each");
  }

  ExitCode run(Session& session) override {
    Migrator& migrator = session.migrator();
    const RevisionGraph& graph = migrator.graph();
    base::Node nodes = base::Node::sequence();
    for (const RevisionIndex head : graph.heads()) {
      if (session.json()) {
        nodes.append(revision_node(migrator, head, false));
      } else if (verbose_) {
        session.write(long_text(migrator, head));
      } else {
        session.print(format_line(graph, head, {.labels = true, .tree_marks = TreeMarks::kHide}));
      }
    }
    if (session.json()) session.print(nodes);
    return ExitCode::kDone;
  }

 private:
  bool verbose_ = false;
};

}  // namespace

std::unique_ptr<Command> make_heads() { return std::make_unique<Heads>(); }

}  // namespace dbtool::commands
