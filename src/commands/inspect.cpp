#include "commands/command.h"
#include "commands/formats.h"
#include "commands/session.h"

namespace dbtool::commands {
namespace {

class Inspect : public Command {
 public:
  void declare(Arguments& arguments) override {
    arguments.option("--format", format_, "FORMAT", "yaml (a file of models), sql or json");
  }

  ExitCode run(Session& session) override {
    const Format format = read_format(session, format_);
    return session.for_each_database([&](Migrator& migrator) {
      if (format == Format::kSql) {
        session.write(to_sql(migrator.creation()));
        return ExitCode::kDone;
      }
      const std::string models = write_models({.schema = migrator.inspect()});
      if (format == Format::kJson) {
        session.print(base::read_yaml(models, "the models", ErrorCode::kInternal));
      } else {
        session.write(models);
      }
      return ExitCode::kDone;
    });
  }

 private:
  std::string format_ = "yaml";
};

}  // namespace

std::unique_ptr<Command> make_inspect() { return std::make_unique<Inspect>(); }

}  // namespace dbtool::commands
