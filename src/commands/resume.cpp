#include <fmt/format.h>

#include "commands/command.h"
#include "commands/report.h"
#include "commands/session.h"

namespace dbtool::commands {
namespace {

class Resume : public Command {
 public:
  void declare(Arguments& arguments) override {
    arguments.option("--treat-as", treat_as_, "STATE",
                     "'done' or 'pending': what the statement is of which nobody knows whether it ran");
  }

  ExitCode run(Session& session) override {
    const std::optional<TreatAs> treat_as = parse();
    return session.for_each_database([&](Migrator& migrator) {
      const RunResult result = migrator.resume(treat_as);
      if (session.json()) session.print(to_node(result));
      if (result.steps.empty()) session.status("There is nothing to be finished.");
      return ExitCode::kDone;
    });
  }

 private:
  [[nodiscard]] std::optional<TreatAs> parse() const {
    if (treat_as_.empty()) return std::nullopt;
    if (treat_as_ == "done") return TreatAs::kDone;
    if (treat_as_ == "pending") return TreatAs::kPending;
    throw Error(ErrorCode::kUsage, fmt::format("'--treat-as {}' is neither 'done' nor 'pending'", treat_as_));
  }

  std::string treat_as_;
};

}  // namespace

std::unique_ptr<Command> make_resume() { return std::make_unique<Resume>(); }

}  // namespace dbtool::commands
