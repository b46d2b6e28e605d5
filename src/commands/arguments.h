#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace dbtool::commands {

/// What a command takes. A thin front of the command-line library, so that a command's
/// file neither includes nor knows it. The referenced variables must live until the line is parsed.
class Arguments {
 public:
  explicit Arguments(CLI::App& app) : app_(app) {}

  void flag(std::string_view names, bool& target, std::string_view help);
  enum class Empty { kRefused, kAllowed };
  /// `value_name` stands for the value in the help text. Of several the last one counts, as for Alembic.
  void option(std::string_view names, std::string& target, std::string_view value_name, std::string_view help,
              Empty empty = Empty::kRefused);
  /// One of Alembic's that only means something to Python code: it is taken, and nothing reads it.
  void ignored_option(std::string_view names, std::string_view value_name);
  /// May be given several times.
  void option(std::string_view names, std::vector<std::string>& target, std::string_view value_name,
              std::string_view help);
  /// An argument without a name. It may be left out if `target` is not empty: that is its default, and the
  /// help says so.
  void positional(std::string_view name, std::string& target, std::string_view help);
  enum class Needed { kNo, kYes };
  /// Arguments without names. They may be left out if `targets` is not empty: that is their default.
  void positionals(std::string_view name, std::vector<std::string>& targets, std::string_view help,
                   Needed needed = Needed::kYes);

 private:
  CLI::App& app_;
};

/// Throws CLI::ValidationError for an empty value: a variable of the shell that is not set. Taken for nothing
/// said, it would change what the command does.
void require_value(const CLI::Option& option, const std::string& value);

}  // namespace dbtool::commands
