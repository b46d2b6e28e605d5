#include "commands/new_script.h"

namespace dbtool::commands {
namespace {

class RevisionCommand : public NewScriptCommand {
 public:
  void declare(Arguments& arguments) override {
    NewScriptCommand::declare(arguments);
    arguments.flag("--autogenerate", autogenerate_, "fill in the difference between models and database");
  }

  ExitCode run(Session& session) override {
    return autogenerate_ ? write_difference(session) : write_empty(session);
  }

 private:
  bool autogenerate_ = false;
};

}  // namespace

std::unique_ptr<Command> make_revision() { return std::make_unique<RevisionCommand>(); }

}  // namespace dbtool::commands
