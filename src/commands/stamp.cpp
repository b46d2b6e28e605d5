#include "commands/command.h"
#include "commands/report.h"
#include "commands/session.h"

namespace dbtool::commands {
namespace {

class Stamp : public Command {
 public:
  void declare(Arguments& arguments) override {
    arguments.positionals("REVISION", targets_, "what the database is to say of itself");
    arguments.flag("--sql", sql_, "print the SQL instead of running it; REVISION may be START:END");
    arguments.flag("--purge", purge_, "remove all rows first, also those that no script has");
    arguments.ignored_option("--tag", "TAG");
  }

  ExitCode run(Session& session) override {
    if (sql_ && purge_) throw Error(ErrorCode::kUsage, "Can't use --purge with --sql mode");
    return session.for_each_database([&](Migrator& migrator) {
      if (sql_) {
        session.write_sql([&](const auto& write) { migrator.stamp_sql(targets_, write); });
        return ExitCode::kDone;
      }
      const RunResult result = migrator.stamp(targets_, purge_ ? Purge::kYes : Purge::kNo);
      if (session.json()) session.print(to_node(result));
      return ExitCode::kDone;
    });
  }

 private:
  std::vector<std::string> targets_ = {"head"};
  bool sql_ = false;
  bool purge_ = false;
};

}  // namespace

std::unique_ptr<Command> make_stamp() { return std::make_unique<Stamp>(); }

}  // namespace dbtool::commands
