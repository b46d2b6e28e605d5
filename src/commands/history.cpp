#include <algorithm>

#include "commands/command.h"
#include "commands/report.h"
#include "commands/session.h"
#include "dbtool/revision_text.h"

namespace dbtool::commands {
namespace {

class History : public Command {
 public:
  void declare(Arguments& arguments) override {
    arguments.option("-r,--rev-range", range_, "START:END", "only these; either side may be left out");
    arguments.flag("-v,--verbose", verbose_, "all that is known of each");
    arguments.flag("-i,--indicate-current", indicate_current_, "mark where the database is");
  }

  ExitCode run(Session& session) override {
    Migrator& migrator = session.migrator();
    const RevisionGraph& graph = migrator.graph();
    const HistoryRange range = range_.empty() ? HistoryRange{} : parse_history_range(range_);
    std::vector<RevisionId> rows;
    if (indicate_current_ || range.names_current()) rows = migrator.rows();

    base::Node nodes = base::Node::sequence();
    for (const RevisionIndex index : history(graph, range, rows)) {
      const bool here =
          indicate_current_ && std::find(rows.begin(), rows.end(), graph.id(index)) != rows.end();
      if (session.json()) {
        nodes.append(revision_node(migrator, index, here));
      } else {
        session.write(verbose_ ? long_text(migrator, index, here) : line(graph, index, here) + "\n");
      }
    }
    if (session.json()) session.print(nodes);
    return ExitCode::kDone;
  }

 private:
  static std::string line(const RevisionGraph& graph, RevisionIndex index, bool here) {
    return format_line(graph, index, {.parents = true, .labels = true, .summary = true, .current = here});
  }

  std::string range_;
  bool verbose_ = false;
  bool indicate_current_ = false;
};

}  // namespace

std::unique_ptr<Command> make_history() { return std::make_unique<History>(); }

}  // namespace dbtool::commands
