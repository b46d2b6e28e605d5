#include "commands/command.h"
#include "commands/report.h"
#include "commands/session.h"

namespace dbtool::commands {
namespace {

class Upgrade : public Command {
 public:
  void declare(Arguments& arguments) override {
    arguments.positional("REVISION", target_, "where to: an id, the beginning of one, 'head', '+2', ...");
    arguments.flag("--sql", sql_, "print the SQL instead of running it; REVISION may be START:END");
    arguments.ignored_option("--tag", "TAG");
  }

  ExitCode run(Session& session) override {
    return session.for_each_database([&](Migrator& migrator) {
      if (sql_) {
        session.write_sql([&](const auto& write) { migrator.upgrade_sql(target_, write); });
        return ExitCode::kDone;
      }
      const RunResult result = migrator.upgrade(target_);
      if (session.json()) session.print(to_node(result));
      return ExitCode::kDone;
    });
  }

 private:
  std::string target_ = "head";
  bool sql_ = false;
};

}  // namespace

std::unique_ptr<Command> make_upgrade() { return std::make_unique<Upgrade>(); }

}  // namespace dbtool::commands
