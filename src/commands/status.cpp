#include <fmt/format.h>

#include "commands/command.h"
#include "commands/report.h"
#include "commands/session.h"
#include "dbtool/revision_text.h"

namespace dbtool::commands {
namespace {

base::Node to_node(Migrator& migrator, const RevisionStatus& status) {
  base::Node node = base::Node::mapping();
  node.set("applied", revision_nodes(migrator, status.applied));
  node.set("pending", revision_nodes(migrator, status.pending));
  node.set("unknown", commands::to_node(status.unknown));
  return node;
}

std::string to_text(const RevisionGraph& graph, const RevisionStatus& status) {
  std::string text;
  const auto list = [&](const std::vector<RevisionIndex>& revisions, std::string_view mark) {
    for (const RevisionIndex index : revisions) {
      text += fmt::format("{} {}\n", mark, format_line(graph, index, {.labels = true, .summary = true}));
    }
  };
  list(status.applied, "[x]");
  list(status.pending, "[ ]");
  for (const RevisionId& row : status.unknown) {
    text += fmt::format("[?] {}, a row of the database that no script here has\n", row);
  }
  if (!text.empty()) text += "\n";
  text += fmt::format("{} applied, {} pending", status.applied.size(), status.pending.size());
  if (!status.unknown.empty()) text += fmt::format(", {} unknown", status.unknown.size());
  return text + "\n";
}

class Status : public Command {
 public:
  void declare(Arguments&) override {}

  ExitCode run(Session& session) override {
    return session.for_each_database([&](Migrator& migrator) {
      const RevisionStatus status = revision_status(migrator.graph(), migrator.rows());
      if (session.json()) {
        session.print(to_node(migrator, status));
      } else {
        session.write(to_text(migrator.graph(), status));
      }
      return status.pending.empty() && status.unknown.empty() ? ExitCode::kDone : ExitCode::kFound;
    });
  }
};

}  // namespace

std::unique_ptr<Command> make_status() { return std::make_unique<Status>(); }

}  // namespace dbtool::commands
