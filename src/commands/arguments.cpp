#include "commands/arguments.h"

#include <CLI/CLI.hpp>

namespace dbtool::commands {

void Arguments::flag(std::string_view names, bool& target, std::string_view help) {
  app_.add_flag(std::string(names), target, std::string(help));
}

void Arguments::option(std::string_view names, std::string& target, std::string_view value_name,
                       std::string_view help) {
  app_.add_option(std::string(names), target, std::string(help))->type_name(std::string(value_name));
}

void Arguments::option(std::string_view names, std::vector<std::string>& target, std::string_view value_name,
                       std::string_view help) {
  app_.add_option(std::string(names), target, std::string(help))
      ->type_name(std::string(value_name))
      ->take_all()
      ->expected(1)
      ->allow_extra_args(false);
}

void Arguments::ignored_option(std::string_view names, std::string_view value_name) {
  app_.add_option_function<std::string>(
          std::string(names), [](const std::string&) {}, "taken for Alembic's sake, and not used")
      ->type_name(std::string(value_name));
}

void Arguments::positional(std::string_view name, std::string& target, std::string_view help) {
  const std::string note = target.empty() ? "" : " (default: " + target + ")";
  CLI::Option* option = app_.add_option(std::string(name), target, std::string(help) + note)->type_name("");
  if (target.empty()) option->required();
}

void Arguments::positionals(std::string_view name, std::vector<std::string>& targets, std::string_view help) {
  const std::string note = targets.empty() ? "" : " (default: " + targets.front() + ")";
  CLI::Option* option = app_.add_option(std::string(name), targets, std::string(help) + note)->type_name("");
  if (targets.empty()) option->required();
}

}  // namespace dbtool::commands
