#include "commands/arguments.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace dbtool::commands {

void require_value(const CLI::Option& option, const std::string& value) {
  if (!value.empty()) return;
  throw CLI::ValidationError(
      fmt::format("the value of '{}' is empty: is a variable of the shell not set?", option.get_name()));
}

void Arguments::flag(std::string_view names, bool& target, std::string_view help) {
  app_.add_flag(std::string(names), target, std::string(help));
}

namespace {

/// `-r=-3:` is `-r -3:` to Alembic; this library would keep the sign.
std::string without_equals(const CLI::Option& option, std::string value) {
  if (!option.get_snames().empty() && value.starts_with('=')) value.erase(0, 1);
  return value;
}

}  // namespace

void Arguments::option(std::string_view names, std::string& target, std::string_view value_name,
                       std::string_view help, Empty empty) {
  CLI::Option* option = app_.add_option_function<std::string>(
      std::string(names), [](const std::string&) {}, std::string(help));
  option->type_name(std::string(value_name))->take_last();
  option->each([&target, option, empty](const std::string& given) {
    target = without_equals(*option, given);
    if (empty == Empty::kRefused) require_value(*option, target);
  });
}

void Arguments::option(std::string_view names, std::vector<std::string>& target, std::string_view value_name,
                       std::string_view help) {
  CLI::Option* option = app_.add_option_function<std::vector<std::string>>(
      std::string(names), [](const std::vector<std::string>&) {}, std::string(help));
  option->type_name(std::string(value_name))->take_all()->expected(1)->allow_extra_args(false);
  option->each([&target, option](const std::string& given) {
    target.push_back(without_equals(*option, given));
    require_value(*option, target.back());
  });
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
  option->each([option](const std::string& value) { require_value(*option, value); });
}

void Arguments::positionals(std::string_view name, std::vector<std::string>& targets, std::string_view help,
                            Needed needed) {
  const std::string note = targets.empty() ? "" : " (default: " + targets.front() + ")";
  CLI::Option* option = app_.add_option(std::string(name), targets, std::string(help) + note)->type_name("");
  if (targets.empty() && needed == Needed::kYes) option->required();
}

}  // namespace dbtool::commands
