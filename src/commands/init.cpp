#include "dbtool/init.h"

#include "commands/command.h"
#include "commands/session.h"

namespace dbtool::commands {
namespace {

class Init : public Command {
 public:
  void declare(Arguments& arguments) override {
    arguments.positional("DIRECTORY", directory_, "the migrations' folder");
    arguments.option("-t,--template", template_, "NAME", "what to set up; see 'dbtool list-templates'");
  }

  ExitCode run(Session& session) override {
    const LoadOptions& load = session.options().load;
    InitOptions options{
        .directory = load.directory.empty() ? std::filesystem::path(directory_) : load.directory,
        .config_file =
            load.config_files.empty() ? std::filesystem::path("alembic.ini") : load.config_files.front(),
        .template_dir = session.options().template_folder};
    if (!template_.empty()) options.template_name = template_;
    base::Node lines = base::Node::sequence();
    init_repository(options, [&](std::string_view line) {
      session.status("  " + std::string(line));
      lines.append(base::Node::string(std::string(line)));
    });
    if (session.json()) session.print(lines);
    return ExitCode::kDone;
  }

 private:
  std::string directory_ = "migrations";
  std::string template_;
};

}  // namespace

std::unique_ptr<Command> make_init() { return std::make_unique<Init>(); }

}  // namespace dbtool::commands
