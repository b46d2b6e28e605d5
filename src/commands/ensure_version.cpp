#include "commands/command.h"
#include "commands/report.h"
#include "commands/session.h"

namespace dbtool::commands {
namespace {

base::Node rows_node(const std::vector<RevisionId>& rows) {
  base::Node node = base::Node::mapping();
  node.set("rows", to_node(rows));
  return node;
}

class EnsureVersion : public Command {
 public:
  void declare(Arguments& arguments) override {
    arguments.flag("--sql", sql_, "print the SQL instead of running it");
  }

  ExitCode run(Session& session) override {
    return session.for_each_database([&](Migrator& migrator) {
      if (sql_) {
        session.write_sql([&](const auto& write) { migrator.ensure_version_sql(write); });
      } else {
        migrator.ensure_version();
        if (session.json()) session.print(rows_node(migrator.rows()));
      }
      return ExitCode::kDone;
    });
  }

 private:
  bool sql_ = false;
};

}  // namespace

std::unique_ptr<Command> make_ensure_version() { return std::make_unique<EnsureVersion>(); }

}  // namespace dbtool::commands
