#include <array>

#include "commands/command.h"
#include "commands/report.h"
#include "commands/session.h"
#include "dbtool/revision_text.h"

namespace dbtool::commands {
namespace {

/// A branch point with its children.
base::Node branch_node(Migrator& migrator, RevisionIndex index) {
  base::Node node = revision_node(migrator, index, IsCurrent::kUnknown);
  node.set("children", revision_nodes(migrator, migrator.graph().children(index)));
  return node;
}

class Branches : public Command {
 public:
  void declare(Arguments& arguments) override {
    arguments.flag("-v,--verbose", verbose_, "all that is known of each");
  }

  ExitCode run(Session& session) override {
    Migrator& migrator = session.migrator();
    const RevisionGraph& graph = migrator.graph();
    base::Node nodes = base::Node::sequence();
    for (const RevisionIndex index : history(graph)) {
      if (!graph.is_branch_point(index)) continue;
      if (session.json()) {
        nodes.append(branch_node(migrator, index));
        continue;
      }
      session.write(verbose_ ? long_text(migrator, index)
                             : format_line(graph, index, {.labels = true}) + "\n");
      session.write(format_children(graph, index, {.labels = true, .summary = verbose_}) + "\n");
    }
    if (session.json()) session.print(nodes);
    return ExitCode::kDone;
  }

 private:
  bool verbose_ = false;
};

}  // namespace

std::unique_ptr<Command> make_branches() { return std::make_unique<Branches>(); }

}  // namespace dbtool::commands
