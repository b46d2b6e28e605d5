#include "commands/command.h"
#include "commands/report.h"
#include "commands/session.h"

namespace dbtool::commands {
namespace {

constexpr const char* kOneStep = "-1";

class Downgrade : public Command {
 public:
  void declare(Arguments& arguments) override {
    arguments.positional("REVISION", target_, "where to: an id, the beginning of one, 'base', '-2', ...");
    arguments.flag("--sql", sql_, "print the SQL instead of running it; REVISION is then FROM:TO");
    arguments.flag("--from-history", from_history_,
                   "take scripts that are applied and not here from the database's journal");
    arguments.ignored_option("--tag", "TAG");
  }

  ExitCode run(Session& session) override {
    return session.for_each_database([&](Migrator& migrator) {
      if (sql_) {
        // As Flask-Migrate: without a revision the SQL is that of the last step.
        const std::string range = target_ == kOneStep ? std::string("head:") + kOneStep : target_;
        session.write_sql([&](const auto& write) { migrator.downgrade_sql(range, write); });
        return ExitCode::kDone;
      }
      if (from_history_) migrator.use_scripts_of_journal();
      const RunResult result = migrator.downgrade(target_);
      if (session.json()) session.print(to_node(result));
      return ExitCode::kDone;
    });
  }

 private:
  std::string target_ = kOneStep;
  bool sql_ = false;
  bool from_history_ = false;
};

}  // namespace

std::unique_ptr<Command> make_downgrade() { return std::make_unique<Downgrade>(); }

}  // namespace dbtool::commands
