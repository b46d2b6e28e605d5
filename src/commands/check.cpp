#include "commands/command.h"
#include "commands/report.h"
#include "commands/session.h"

namespace dbtool::commands {
namespace {

ExitCode check(Session& session, Migrator& migrator) {
  migrator.require_at_heads();
  const Comparison comparison = migrator.compare();
  std::vector<std::string> operations;
  for (const Operation& operation : comparison.upgrade) operations.push_back(describe(operation));
  if (session.json()) {
    base::Node node = base::Node::mapping();
    node.set("operations", to_node(operations));
    session.print(node);
  } else if (operations.empty()) {
    session.print("No new upgrade operations detected.");
  } else {
    session.print("New upgrade operations detected:");
    for (const std::string& text : operations) session.print("  " + text);
  }
  return comparison.empty() ? ExitCode::kDone : ExitCode::kFound;
}

class Check : public Command {
 public:
  void declare(Arguments&) override {}

  ExitCode run(Session& session) override {
    return session.for_each_database([&](Migrator& migrator) { return check(session, migrator); });
  }
};

}  // namespace

std::unique_ptr<Command> make_check() { return std::make_unique<Check>(); }

}  // namespace dbtool::commands
