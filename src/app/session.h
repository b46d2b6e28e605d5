#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "dbtool/dialect.h"
#include "dbtool/migrator.h"
#include "runtime/journal_table.h"
#include "runtime/planner.h"
#include "runtime/script_library.h"
#include "runtime/step_record.h"
#include "runtime/version_table.h"

namespace dbtool {

/// What a Migrator holds: settings, and what is made of them when it is first needed.
class Migrator::Session {
 public:
  Session(Config settings, Observer& events, std::unique_ptr<ScriptSource> scripts);
  /// For one of the databases of `parent`, which outlives it: the scripts are the parent's.
  Session(Config settings, Session& parent);

  [[nodiscard]] const Config& config() const noexcept { return config_; }
  [[nodiscard]] Observer& observer() noexcept { return observer_; }

  /// Reads the scripts' headers once.
  [[nodiscard]] const runtime::ScriptLibrary& library();
  [[nodiscard]] const RevisionGraph& graph() { return library().graph(); }
  /// Forgets the headers: a script was added.
  void reload();
  /// Adds scripts to those that there are, from now on.
  void add_scripts(std::vector<MemoryScript> scripts);
  /// Throws Error{kUnsupported} if the scripts are not files of the configuration's folders: none can be
  /// written then.
  void require_script_files() const;
  /// One for each of the databases that the configuration names, whether it was asked for or not; none if
  /// there is only one. Throws Error{kConfig} if two of them are the same.
  [[nodiscard]] const std::vector<std::unique_ptr<Migrator>>& databases();

  /// Throws Error{kConfig} if no URL is set.
  [[nodiscard]] const DatabaseUrl& url();
  [[nodiscard]] const Dialect& dialect();
  [[nodiscard]] const runtime::VersionTable& version_table();
  [[nodiscard]] const runtime::JournalTable& journal();
  [[nodiscard]] runtime::RunContext context();

  /// Until the deadline.
  [[nodiscard]] std::chrono::milliseconds time_left() const;
  /// Opens the database, and says so the first time. Null for a database that does not exist yet, with
  /// kReadOnly.
  /// `command` is what others are told who find the session.
  [[nodiscard]] std::unique_ptr<Connection> connect(ConnectOptions::Access access,
                                                    std::string_view command = {});
  /// The same for SQL that is only written.
  void announce_offline();
  [[nodiscard]] std::vector<RevisionId> rows(Connection* connection);

  [[nodiscard]] bool is_at_heads();
  void ensure_version();

  /// Runs `select`'s steps.
  RunResult run(runtime::RunInfo info, const std::function<RevisionPlan(std::span<const RevisionId>)>& select,
                bool target_is_relative, Purge purge = Purge::kNo);
  [[nodiscard]] Plan plan(const std::function<RevisionPlan(std::span<const RevisionId>)>& select);
  /// Plans from rows that are assumed, and writes the SQL.
  void write_offline(const std::vector<RevisionId>& rows,
                     const std::function<RevisionPlan(std::span<const RevisionId>)>& select,
                     const SqlWriter& write);
  void write_ensure_version(const SqlWriter& write);

 private:
  void announce(bool offline);
  /// What a connection has shown the database's dialect to be.
  void use(const Dialect& variant);
  void warn(const std::vector<std::string>& warnings);
  void run_program(const Statement& statement);

  Config config_;
  Observer& observer_;
  std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
  Session* parent_ = nullptr;
  std::vector<std::unique_ptr<Migrator>> databases_;
  std::unique_ptr<ScriptSource> given_scripts_;
  std::optional<runtime::ScriptLibrary> library_;
  std::optional<DatabaseUrl> url_;
  const Dialect* dialect_ = nullptr;
  bool announced_ = false;
  std::vector<MemoryScript> more_scripts_;
  bool checked_lock_ = false;  ///< once a session: what we write ourselves needs no look
  std::optional<runtime::VersionTable> version_table_;
  std::optional<runtime::JournalTable> journal_;
};

}  // namespace dbtool
