#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/document.h"
#include "commands/command.h"
#include "dbtool/config.h"
#include "dbtool/migrator.h"

namespace dbtool::commands {

/// What may stand before or behind every command.
struct GlobalOptions {
  LoadOptions load;
  std::string template_folder;
  bool json = false;
  bool quiet = false;
};

/// What a command works with: the options, the configuration, the migrator (made when first asked for), and
/// the places that output goes to.
class Session {
 public:
  Session(GlobalOptions options, Observer& observer);

  [[nodiscard]] const GlobalOptions& options() const noexcept { return options_; }
  [[nodiscard]] bool json() const noexcept { return options_.json; }
  /// As if `--json` had been given.
  void use_json() noexcept { options_.json = true; }
  [[nodiscard]] Observer& observer() noexcept { return observer_; }
  /// Called with the configuration once it is read, before anything is done: the place to set up logs.
  void on_config(std::function<void(const Config&)> callback) { on_config_ = std::move(callback); }

  /// Throws what load_config throws.
  [[nodiscard]] Migrator& migrator();
  /// Runs `action` on the database, or on each of several, one after the other. What it prints of several as
  /// JSON becomes one mapping of their names, and SQL goes to a file for each. An error says which of them
  /// are done.
  ExitCode for_each_database(const std::function<ExitCode(Migrator&)>& action);

  /// Of several databases, says which one the result is of. Whoever prints something need not call it.
  void begin_result();
  /// A line of the result, on stdout.
  void print(std::string_view line);
  /// The result as JSON, on stdout.
  void print(const base::Node& result);
  /// SQL, or other text that has its own line ends, on stdout.
  void write(std::string_view text);
  /// The SQL that a call of the migrator makes: as it comes, or as one JSON value; of one of several
  /// databases, to the file NAME.sql in the current folder.
  void write_sql(const std::function<void(const Migrator::SqlWriter&)>& make);
  /// What was done, e.g. `Generating x ...  done`: on stdout, unless --quiet or --json.
  void status(std::string_view line);

 private:
  GlobalOptions options_;
  Observer& observer_;
  std::function<void(const Config&)> on_config_;
  std::optional<Migrator> migrator_;
  std::string database_;              ///< the one of several that an action is at work on; or empty
  std::string label_;                 ///< the same as long as it has printed nothing
  std::optional<base::Node> result_;  ///< what it has printed as JSON
};

}  // namespace dbtool::commands
