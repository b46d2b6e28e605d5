#include "dbtool/init.h"

#include <filesystem>
#include <optional>

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
        .config_file = config_file(load),
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
  /// Where the other commands look for it, given the same options. As Alembic, beside a pyproject.toml that
  /// is named an ini file is made: what is in the former is others' business.
  static std::filesystem::path config_file(const LoadOptions& load) {
    constexpr const char* kName = "alembic.ini";
    if (!load.config_files.empty()) {
      const std::filesystem::path& file = load.config_files.front();
      return file.filename() == "pyproject.toml" ? file.parent_path() / kName : file;
    }
    if (!load.directory.empty()) return load.directory / kName;
    const std::optional<std::string> variable = load.environment("ALEMBIC_CONFIG");
    return variable && !variable->empty() ? std::filesystem::path(*variable) : std::filesystem::path(kName);
  }

  std::string directory_ = "migrations";
  std::string template_;
};

}  // namespace

std::unique_ptr<Command> make_init() { return std::make_unique<Init>(); }

}  // namespace dbtool::commands
