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
  }

  ExitCode run(Session& session) override {
    if (sql_) {
      session.write_sql([&](const auto& write) { session.migrator().stamp_sql(targets_, write); });
      return ExitCode::kDone;
    }
    const RunResult result = session.migrator().stamp(targets_);
    if (session.json()) session.print(to_node(result));
    return ExitCode::kDone;
  }

 private:
  std::vector<std::string> targets_ = {"head"};
  bool sql_ = false;
};

}  // namespace

std::unique_ptr<Command> make_stamp() { return std::make_unique<Stamp>(); }

}  // namespace dbtool::commands
