#include "commands/command.h"
#include "commands/report.h"
#include "commands/session.h"

namespace dbtool::commands {
namespace {

class PlanCommand : public Command {
 public:
  void declare(Arguments& arguments) override {
    arguments.positionals("TARGET", words_,
                          "'upgrade' or 'downgrade', and where to, as that command takes it");
  }

  ExitCode run(Session& session) override {
    const auto [downgrade, target] = read_words();
    return session.for_each_database([&, is_downgrade = downgrade, to = target](Migrator& migrator) {
      const Plan plan = is_downgrade ? migrator.plan_downgrade(to) : migrator.plan_upgrade(to);
      if (session.json()) {
        session.print(to_node(plan));
      } else {
        session.write(to_text(plan));
      }
      return ExitCode::kDone;
    });
  }

 private:
  struct Words {
    bool downgrade;
    std::string target;
  };

  [[nodiscard]] Words read_words() const {
    std::vector<std::string> rest = words_;
    // `plan -1` can only mean a downgrade.
    bool downgrade = rest.front().starts_with('-');
    if (rest.front() == "upgrade" || rest.front() == "downgrade") {
      downgrade = rest.front() == "downgrade";
      rest.erase(rest.begin());
    }
    if (rest.size() > 1) {
      throw Error(ErrorCode::kUsage, "'plan' takes one revision, not also '" + rest[1] + "'")
          .with_hint("dbtool plan [upgrade|downgrade] [REVISION]");
    }
    if (rest.empty()) rest.emplace_back(downgrade ? "-1" : "head");
    return {downgrade, rest.front()};
  }

  std::vector<std::string> words_ = {"upgrade"};
};

}  // namespace

std::unique_ptr<Command> make_plan() { return std::make_unique<PlanCommand>(); }

}  // namespace dbtool::commands
