#include "cli/command_line.h"

#include <algorithm>
#include <map>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "base/diagnostics.h"
#include "commands/arguments.h"
#include "dbtool/version.h"

namespace dbtool::cli {
namespace {

using commands::Command;
using commands::CommandRow;
using commands::GlobalOptions;

constexpr const char* kDescription =
    "Database migrations: one fast binary, Alembic's graph, portable operations.";
constexpr const char* kGlobalGroup = "Options of every command";
constexpr const char* kFooter =
    "Begin with:\n"
    "  dbtool init                       # then describe your tables in models.yaml\n"
    "  dbtool migrate -m \"users table\"   # write the difference as a script\n"
    "  dbtool upgrade                    # run it\n"
    "\n'dbtool COMMAND --help' shows a command's options and examples.\n"
    "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 looked and found something.";

void declare_global_options(CLI::App& app, GlobalOptions& options) {
  app.add_option(
         "-c,--config", options.load.config_files,
         "The configuration, instead of looking for alembic.ini; also a pyproject.toml, or one of each")
      ->type_name("FILE")
      ->take_all()
      ->expected(1)
      ->allow_extra_args(false)
      ->group(kGlobalGroup);
  app.add_option("-n,--name", options.load.section, "The section of it, instead of [alembic]")
      ->type_name("NAME")
      ->group(kGlobalGroup);
  app.add_option("-d,--directory", options.load.directory, "The migrations' folder, with alembic.ini in it")
      ->type_name("DIR")
      ->group(kGlobalGroup);
  app.add_option("--database", options.load.database,
                 "Only this one of the databases that the configuration names")
      ->type_name("NAME")
      ->group(kGlobalGroup);
  app.add_option("-x,--x-arg", options.load.x_arguments, "NAME=VALUE for later use; may be repeated")
      ->type_name("ARG")
      ->take_all()
      ->expected(1)
      ->allow_extra_args(false)
      ->group(kGlobalGroup);
  // CLI11 takes an empty text for no value at all; here it is a mistake that has to be told.
  app.add_option_function<std::string>(
         "--url", [&options](const std::string& url) { options.load.url = url; },
         "The database, instead of $DATABASE_URL and sqlalchemy.url")
      ->type_name("URL")
      ->group(kGlobalGroup);
  const auto setting_option = [&](const char* name, const char* key, const char* value, const char* help) {
    app.add_option_function<std::string>(
           name,
           [&options, key](const std::string& text) { options.load.settings.insert_or_assign(key, text); },
           help)
        ->type_name(value)
        ->group(kGlobalGroup);
  };
  app.add_flag_callback(
         "--create-database",
         [&options] { options.load.settings.insert_or_assign("create_database", "true"); },
         "Make the database if there is none, before the first write")
      ->group(kGlobalGroup);
  setting_option("--wait", "wait", "TIME",
                 "Try again for so long while the server is starting or cannot be reached, e.g. 60s");
  setting_option("--lock-timeout", "lock_timeout", "TIME",
                 "How long to wait for another dbtool on the database (default: 60s)");
  app.add_flag_callback(
         "--no-lock", [&options] { options.load.settings.insert_or_assign("migration_lock", "false"); },
         "Do not make sure that no other dbtool works on the database")
      ->group(kGlobalGroup);
  setting_option("--lock-retries", "lock_retries", "N",
                 "How often to try again what has waited in vain for a lock (default: 10)");
  setting_option("--deadline", "deadline", "TIME", "End between two statements once so long has passed");
  app.add_option("--template-dir", options.template_folder, "More templates for 'init'")
      ->type_name("DIR")
      ->group(kGlobalGroup);
  app.add_flag("--raiseerr")->group("");  // Alembic's: there are no tracebacks here
  app.add_flag("--json", options.json, "Results as JSON")->group(kGlobalGroup);
  app.add_flag("-q,--quiet", options.quiet, "No status lines; results and logs stay")->group(kGlobalGroup);
}

/// The value of a shell's variable that is not set would mean nothing said: all databases, say.
void refuse_empty_values(CLI::App& app) {
  for (CLI::Option* option : app.get_options()) {
    if (option->get_group() != kGlobalGroup || option->get_items_expected_max() == 0) continue;
    if (option->check_lname("url")) continue;  // told where the URL is needed
    option->each([option](const std::string& value) { commands::require_value(*option, value); });
  }
}

/// Every name that an option of the app, or of the command at hand, has.
std::vector<std::string> option_names(const CLI::App& app) {
  std::vector<std::string> names;
  const auto collect = [&](const CLI::App& from) {
    for (const CLI::Option* option : from.get_options()) {
      for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    }
  };
  collect(app);
  for (const CLI::App* subcommand : app.get_subcommands()) collect(*subcommand);
  return names;
}

Error unexpected_word(const CLI::App& app, const std::string& word) {
  if (word.starts_with("-")) {
    return Error(ErrorCode::kUsage,
                 fmt::format("unknown option '{}'{}", word, base::did_you_mean(word, option_names(app))));
  }
  if (!app.get_subcommands().empty()) {
    return Error(ErrorCode::kUsage,
                 fmt::format("'{}' takes no argument '{}'", app.get_subcommands()[0]->get_name(), word));
  }
  std::vector<std::string> names;
  for (const CommandRow& row : commands::command_table()) names.emplace_back(row.name);
  return Error(ErrorCode::kUsage,
               fmt::format("unknown command '{}'{}", word, base::did_you_mean(word, names)));
}

Error usage_error(const CLI::App& app, const CLI::ParseError& error) {
  const std::string command = app.get_subcommands().empty() ? "" : app.get_subcommands()[0]->get_name() + " ";
  std::vector<std::string> rest = app.remaining(true);
  const bool unexpected = dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr && !rest.empty();
  Error result = unexpected ? unexpected_word(app, rest.front()) : Error(ErrorCode::kUsage, error.what());
  return std::move(result).with_hint(fmt::format("see 'dbtool {}--help'", command));
}

}  // namespace

std::variant<Invocation, Answer> read_command_line(int argc, const char* const* argv, bool& json) {
  json = std::any_of(argv, argv + argc, [](std::string_view word) { return word == "--json"; });
  Invocation invocation;
  CLI::App app(kDescription, "dbtool");
  app.footer(kFooter);
  app.get_formatter()->label("SUBCOMMAND", "COMMAND");
  app.get_formatter()->label("Subcommands", "Commands");
  app.require_subcommand(0, 1);
  app.fallthrough();
  app.set_version_flag("--version", "dbtool " + std::string(version()), "The version");
  declare_global_options(app, invocation.options);
  refuse_empty_values(app);

  std::map<const CLI::App*, std::unique_ptr<Command>> made;
  for (const CommandRow& row : commands::command_table()) {
    CLI::App* subcommand = app.add_subcommand(std::string(row.name), std::string(row.summary));
    if (!row.other_name.empty()) subcommand->alias(std::string(row.other_name));
    subcommand->footer("Examples:\n" + std::string(row.examples) +
                       "\nOptions of every command: see 'dbtool --help'.");
    auto command = row.make();
    commands::Arguments arguments(*subcommand);
    command->declare(arguments);
    made[subcommand] = std::move(command);
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    const auto chosen = app.get_subcommands();
    return Answer{chosen.empty() ? app.help() : chosen.front()->help(app.get_name())};
  } catch (const CLI::CallForVersion& request) {
    return Answer{std::string(request.what()) + "\n"};
  } catch (const CLI::ParseError& error) {
    throw usage_error(app, error);
  }
  if (app.get_subcommands().empty()) {
    throw Error(ErrorCode::kUsage, "too few arguments: a command is missing")
        .with_hint("see 'dbtool --help'");
  }
  invocation.command = std::move(made[app.get_subcommands().front()]);
  return invocation;
}

}  // namespace dbtool::cli
