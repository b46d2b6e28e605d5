#include "commands/new_script.h"

namespace dbtool::commands {
namespace {

class Merge : public NewScriptCommand {
 public:
  void declare(Arguments& arguments) override {
    arguments.positionals("REVISION", revisions_, "what to merge: ids, the beginnings of such, or 'heads'");
    declare_common(arguments);
  }

  ExitCode run(Session& session) override {
    NewRevision wanted = revision();
    wanted.heads = revisions_;
    return write_empty(session, wanted);
  }

 private:
  std::vector<std::string> revisions_;
};

}  // namespace

std::unique_ptr<Command> make_merge() { return std::make_unique<Merge>(); }

}  // namespace dbtool::commands
