#include "commands/new_script.h"

namespace dbtool::commands {
namespace {

class RevisionCommand : public NewScriptCommand {
 public:
  void declare(Arguments& arguments) override {
    declare_common(arguments);
    declare_place(arguments);
    declare_difference(arguments);
    arguments.flag("--autogenerate", autogenerate_, "fill in the difference between models and database");
    arguments.flag("--sql", sql_, "refused, as by Alembic: nothing is run that could be printed");
  }

  ExitCode run(Session& session) override {
    if (sql_) {
      throw Error(ErrorCode::kUsage,
                  autogenerate_ ? "Using --sql with --autogenerate does not make any sense"
                                : "Using --sql with the revision command when revision_environment is "
                                  "not configured does not make any sense")
          .with_hint("'script_format = sql' in alembic.ini makes new scripts SQL");
    }
    if (!autogenerate_) refuse_difference_options();
    return autogenerate_ ? write_difference(session) : write_empty(session, revision());
  }

 private:
  bool autogenerate_ = false;
  bool sql_ = false;
};

}  // namespace

std::unique_ptr<Command> make_revision() { return std::make_unique<RevisionCommand>(); }

}  // namespace dbtool::commands
