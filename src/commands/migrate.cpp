#include "commands/new_script.h"

namespace dbtool::commands {
namespace {

class Migrate : public NewScriptCommand {
 public:
  void declare(Arguments& arguments) override {
    declare_common(arguments);
    declare_place(arguments);
    declare_difference(arguments);
  }

  ExitCode run(Session& session) override { return write_difference(session); }
};

}  // namespace

std::unique_ptr<Command> make_migrate() { return std::make_unique<Migrate>(); }

}  // namespace dbtool::commands
