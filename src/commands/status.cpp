#include <algorithm>

#include <fmt/format.h>

#include "base/printable.h"
#include "commands/command.h"
#include "commands/report.h"
#include "commands/session.h"
#include "dbtool/revision_text.h"

namespace dbtool::commands {
namespace {

base::Node to_node(Migrator& migrator, const RevisionStatus& status) {
  const auto nodes = [&](const std::vector<RevisionIndex>& revisions) {
    base::Node list = base::Node::sequence();
    for (const RevisionIndex index : revisions) {
      const bool is_row = std::find(status.rows.begin(), status.rows.end(), index) != status.rows.end();
      list.append(revision_node(migrator, index, is_row ? IsCurrent::kYes : IsCurrent::kNo));
    }
    return list;
  };
  std::vector<RevisionId> overlapping;
  for (const RevisionIndex index : status.overlapping) overlapping.push_back(migrator.graph().id(index));
  base::Node node = base::Node::mapping();
  node.set("applied", nodes(status.applied));
  node.set("pending", nodes(status.pending));
  node.set("unknown", commands::to_node(status.unknown));
  node.set("overlapping", commands::to_node(overlapping));
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
    text += fmt::format("[?] {}, a row of the database that no script here has\n", base::printable_line(row));
  }
  for (const RevisionIndex row : status.overlapping) {
    text += fmt::format("[!] {}, a row of the database that another row includes\n", graph.id(row));
  }
  if (!text.empty()) text += "\n";
  text += fmt::format("{} applied, {} pending", status.applied.size(), status.pending.size());
  if (!status.unknown.empty()) text += fmt::format(", {} unknown", status.unknown.size());
  if (!status.overlapping.empty()) text += fmt::format(", {} overlapping", status.overlapping.size());
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
      const bool is_fine = status.pending.empty() && status.unknown.empty() && status.overlapping.empty();
      return is_fine ? ExitCode::kDone : ExitCode::kFound;
    });
  }
};

}  // namespace

std::unique_ptr<Command> make_status() { return std::make_unique<Status>(); }

}  // namespace dbtool::commands
