#include <algorithm>
#include <optional>

#include "commands/command.h"
#include "commands/report.h"
#include "commands/session.h"
#include "dbtool/revision_text.h"
#include "report/history_graph.h"

namespace dbtool::commands {
namespace {

class History : public Command {
 public:
  void declare(Arguments& arguments) override {
    arguments.option("-r,--rev-range", range_, "START:END", "only these; either side may be left out");
    arguments.flag("-v,--verbose", verbose_, "all that is known of each");
    arguments.flag("-i,--indicate-current", indicate_current_, "mark where the database is");
    arguments.flag("--graph", graph_, "draw how they follow each other");
  }

  ExitCode run(Session& session) override {
    const HistoryRange range = range_.empty() ? HistoryRange{} : parse_history_range(range_);
    if (!indicate_current_ && !range.names_current()) {
      return print(session, session.migrator(), range, std::nullopt);
    }
    return session.for_each_database([&](Migrator& migrator) {
      session.begin_result();
      return print(session, migrator, range, migrator.rows());
    });
  }

 private:
  ExitCode print(Session& session, Migrator& migrator, const HistoryRange& range,
                 const std::optional<std::vector<RevisionId>>& rows) const {
    const RevisionGraph& graph = migrator.graph();
    const std::vector<RevisionIndex> revisions =
        history(graph, range, rows.value_or(std::vector<RevisionId>()));
    const auto is_current = [&](RevisionIndex index) {
      if (!rows) return IsCurrent::kUnknown;
      const bool here = std::find(rows->begin(), rows->end(), graph.id(index)) != rows->end();
      return here ? IsCurrent::kYes : IsCurrent::kNo;
    };
    if (session.json()) {
      base::Node nodes = base::Node::sequence();
      for (const RevisionIndex index : revisions) {
        nodes.append(revision_node(migrator, index, is_current(index)));
      }
      session.print(nodes);
      return ExitCode::kDone;
    }
    report::HistoryGraph drawing(graph, revisions, [&](std::string_view row) { session.write(row); });
    for (const RevisionIndex index : revisions) {
      const std::string text = text_of(migrator, index, is_current(index));
      if (graph_) {
        drawing.draw(index, text);
      } else {
        session.write(text);
      }
    }
    return ExitCode::kDone;
  }

  [[nodiscard]] std::string text_of(Migrator& migrator, RevisionIndex index, IsCurrent is_current) const {
    const bool here = indicate_current_ && is_current == IsCurrent::kYes;
    if (verbose_) return long_text(migrator, index, here ? IsCurrent::kYes : IsCurrent::kUnknown);
    // A drawing shows what a revision follows, and how branches part and meet.
    const LineParts parts{.parents = !graph_,
                          .labels = true,
                          .summary = true,
                          .current = here,
                          .tree_marks = graph_ ? TreeMarks::kHide : TreeMarks::kShow};
    return format_line(migrator.graph(), index, parts) + "\n";
  }

  std::string range_;
  bool verbose_ = false;
  bool indicate_current_ = false;
  bool graph_ = false;
};

}  // namespace

std::unique_ptr<Command> make_history() { return std::make_unique<History>(); }

}  // namespace dbtool::commands
