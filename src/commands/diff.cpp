#include "commands/command.h"
#include "commands/formats.h"
#include "commands/session.h"

namespace dbtool::commands {
namespace {

class Diff : public Command {
 public:
  void declare(Arguments& arguments) override {
    arguments.positional("FROM", from_,
                         "models, a file with SQL, '!' and a command, a database's URL, or a revision");
    arguments.positional("TO", to_, "the same; 'models' and 'database' are those of the configuration");
    arguments.option("--format", format_, "FORMAT", "yaml (operations, as a script has them), sql or json");
  }

  ExitCode run(Session& session) override {
    const Format format = read_format(session, format_);
    return session.for_each_database([&](Migrator& migrator) {
      const Comparison comparison = migrator.diff(from_, to_);
      if (format == Format::kSql) {
        session.write(to_sql(comparison));
        return ExitCode::kDone;
      }
      const std::string operations = to_yaml(comparison.upgrade);
      if (format == Format::kJson) {
        base::Node node = base::Node::mapping();
        node.set("operations", operations.empty()
                                   ? base::Node::sequence()
                                   : base::read_yaml(operations, "the operations", ErrorCode::kInternal));
        session.print(node);
      } else {
        session.write(operations);
      }
      return ExitCode::kDone;
    });
  }

 private:
  std::string from_;
  std::string to_;
  std::string format_ = "yaml";
};

}  // namespace

std::unique_ptr<Command> make_diff() { return std::make_unique<Diff>(); }

}  // namespace dbtool::commands
