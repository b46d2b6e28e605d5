#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace CLI {
class App;
}

namespace dbtool::commands {

/// What a command takes. A thin front of the command-line library, so that a command's
/// file neither includes nor knows it. The referenced variables must live until the line is parsed.
class Arguments {
 public:
  explicit Arguments(CLI::App& app) : app_(app) {}

  void flag(std::string_view names, bool& target, std::string_view help);
  /// `value_name` stands for the value in the help text.
  void option(std::string_view names, std::string& target, std::string_view value_name,
              std::string_view help);
  /// One of Alembic's that only means something to Python code: it is taken, and nothing reads it.
  void ignored_option(std::string_view names, std::string_view value_name);
  /// May be given several times.
  void option(std::string_view names, std::vector<std::string>& target, std::string_view value_name,
              std::string_view help);
  /// An argument without a name. It may be left out if `target` is not empty: that is its default, and the
  /// help says so.
  void positional(std::string_view name, std::string& target, std::string_view help);
  /// One or more arguments without names; none is fine if `targets` is not empty.
  void positionals(std::string_view name, std::vector<std::string>& targets, std::string_view help);

 private:
  CLI::App& app_;
};

}  // namespace dbtool::commands
