#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dbtool/config.h"
#include "dbtool/dialect.h"
#include "dbtool/event.h"
#include "dbtool/journal.h"
#include "dbtool/models.h"
#include "dbtool/new_revision.h"
#include "dbtool/plan.h"
#include "dbtool/revision_graph.h"
#include "dbtool/script.h"

namespace dbtool {

struct WrittenScript {
  RevisionId id;
  std::vector<RevisionId> down_revisions;
  std::filesystem::path path;
};

/// Two revisions of different branches that cannot be run in either order.
struct BranchConflict {
  RevisionId first;
  RevisionId second;
  std::string object;  ///< what both touch, as people are told: `table 'user'`

  bool operator==(const BranchConflict&) const = default;
};

/// How the difference of models and database becomes a script.
struct MigrateOptions {
  /// Try it on a scratch copy of the database before it is written.
  bool verify = true;
  /// Asked about each table or column that may only have got another name; empty: none has.
  std::function<bool(const Rename& rename)> is_rename = {};
  /// Write nothing as long as there are such that the models say nothing of.
  bool strict_renames = false;
};

struct MigrateResult {
  std::optional<WrittenScript> script;
  std::vector<Rename> likely_renames;  ///< what was taken for drops and adds
};

/// How the models and the database differ.
struct Comparison {
  std::vector<Operation> upgrade;              ///< leads from the database to the models
  std::vector<Operation> downgrade;            ///< leads back
  std::vector<Rename> likely_renames = {};     ///< drops and adds that may be no such
  std::vector<std::string> irreversible = {};  ///< what the downgrade leaves out, in words
  Schema before;                               ///< what the upgrade starts from: the database's schema
  Schema after;                                ///< what the downgrade starts from
  const Dialect* dialect = nullptr;            ///< by whose rules; not null, and lives as long as the program

  [[nodiscard]] bool empty() const noexcept { return upgrade.empty(); }
};

/// The upgrade as SQL: each statement with its `;`. Throws Error{kUnsupported} for what the engine cannot do.
[[nodiscard]] std::string to_sql(const Comparison& comparison);

/// Everything that dbtool does, for programs: the command line is one of them. Says what happens to the
/// observer, prints nothing, and throws Error. Not thread-safe; scripts are read and the database is opened
/// when they are first needed. A script that is changed after that may be seen as it was; a new Migrator
/// reads all anew.
///
///     dbtool::Migrator migrator(dbtool::load_config({}), observer);
///     migrator.upgrade("head");
class Migrator {
 public:
  /// The observer must outlive it. Without `scripts` they come from the folders that the configuration names.
  Migrator(Config config, Observer& observer, std::unique_ptr<ScriptSource> scripts = nullptr);
  ~Migrator();
  Migrator(Migrator&&) noexcept;
  Migrator& operator=(Migrator&&) noexcept;

  [[nodiscard]] const Config& config() const noexcept;
  /// One for each of the databases that the configuration names, in that order, or the one that was chosen;
  /// itself if the configuration has only one.
  /// They share its scripts and live as long as it does. With several, what is below "The database" and
  /// "Offline" is to be asked of each of them: itself it throws Error{kConfig}.
  [[nodiscard]] std::vector<Migrator*> databases();

  // --- Scripts: the database is not asked ---

  /// Valid, as what it refers to, until the next script is written: the scripts are then read again. Throws
  /// Error{kScript} for a script that cannot be read, Error{kRevision} for a graph that is none.
  [[nodiscard]] const RevisionGraph& graph();
  /// `revision` is empty in it: the graph has it. Valid as long as the graph, and throws the same.
  [[nodiscard]] const ScriptHeader& header(RevisionIndex index);
  /// Writes a script with empty bodies. Throws Error{kRevision} if there are several heads or the id is
  /// taken, Error{kConfig} for settings that cannot be obeyed; nothing is written then.
  WrittenScript write_revision(const NewRevision& revision);
  /// Puts a revision, with all that follow it, behind another one: its script's `down_revision` is changed.
  /// `onto` has to be a head, unless it is spliced, or base. Throws Error{kRevision} for a merge, for what
  /// would be a circle, and for a revision that is applied in a database that the configuration names;
  /// nothing is written then.
  WrittenScript rebase(std::string_view revision, std::string_view onto, Splice splice = Splice::kNo);
  /// Writes `revisions.lock`, if the configuration asks for such a file; writing a script does so by itself.
  void write_revisions_lock();
  /// What stands in the way of merging branches: none if they commute, that is, if no two of their revisions
  /// touch a common object. `heads` are identifiers. Raw SQL is taken to touch what it names, and where that
  /// cannot be told, everything. Throws Error{kRevision}, and what reading the scripts throws.
  [[nodiscard]] std::vector<BranchConflict> branch_conflicts(std::span<const std::string> heads);

  // --- The database ---
  //
  // All of these throw Error{kConfig} if no database is named, Error{kConnection} if it cannot be opened, and
  // what graph() throws. Those that take a target also throw
  //   kUsage        for a range, which is for SQL only
  //   kRevision     for a target that is unknown, ambiguous, or no way leads to
  //   kScript       for a body that cannot be read, with all that is wrong in it
  //   kOutOfSync    if the rows do not fit the scripts, or another process moved them
  //   kIrreversible if a downgrade would pass a revision that has none
  //   kUnsupported  if the engine cannot do what a step asks for
  // and those that change something, with the state of the database in Error::state(),
  //   kLockTimeout  if another process is at work for longer than Config::lock_timeout
  //   kDatabase     if the engine refuses a statement.

  /// The version table's rows; none if there is no such table, or no database file yet.
  [[nodiscard]] std::vector<RevisionId> rows();
  /// True if the rows are the graph's real heads: nothing is pending, and no row is unknown.
  [[nodiscard]] bool is_at_heads();
  /// Throws Error{kOutOfSync} unless the database is at the heads: what differs from the models may be a
  /// matter of scripts that are there and not applied.
  void require_at_heads();
  /// Makes the version table if there is none, and nothing else.
  void ensure_version();
  RunResult upgrade(std::string_view target);
  RunResult downgrade(std::string_view target);
  /// From now on the journal stands in for scripts that are applied and not there: those of a newer release.
  /// Throws Error{kOutOfSync} if it lacks one of them.
  void use_scripts_of_journal();
  /// Changes the rows without running anything. With kYes all rows go first, also those that no script has.
  RunResult stamp(std::span<const std::string> targets, Purge purge = Purge::kNo);
  /// Finishes the step that a run has begun and that died, on an engine that could not take back what was
  /// done of it; nothing if there is none. Without `treat_as` it throws Error{kOutOfSync} for a statement of
  /// which neither the journal nor the catalog tells whether it is done.
  RunResult resume(std::optional<TreatAs> treat_as = std::nullopt);
  /// The journal's newest rows, oldest first; none if no journal is kept.
  [[nodiscard]] std::vector<JournalEntry> log(std::size_t limit);
  /// Compares the scripts of all that is applied with what the journal has of them.
  [[nodiscard]] Verification verify();
  /// What a run that died has left to be finished.
  [[nodiscard]] std::optional<OpenStep> open_step();
  /// What upgrade or downgrade would do now. Changes nothing.
  [[nodiscard]] Plan plan_upgrade(std::string_view target);
  [[nodiscard]] Plan plan_downgrade(std::string_view target);

  // --- Offline: SQL instead of a run; no database is opened ---

  using SqlWriter = std::function<void(std::string_view)>;
  /// `range` is `target` or `start:target`; without a start from base.
  void upgrade_sql(std::string_view range, const SqlWriter& write);
  /// `range` is `from:to`.
  void downgrade_sql(std::string_view range, const SqlWriter& write);
  void stamp_sql(std::span<const std::string> ranges, const SqlWriter& write);
  void ensure_version_sql(const SqlWriter& write);

  // --- Models ---

  /// The models that the configuration names. Throws Error{kModels}, Error{kConfig} if it names none, and for
  /// models from elsewhere what opening a database or running a program throws.
  [[nodiscard]] Models models();
  /// The database's schema, but for the tables that migration tools keep for themselves and those that the
  /// configuration leaves out.
  [[nodiscard]] Schema inspect();
  /// Tells the observer of each difference.
  [[nodiscard]] Comparison compare();
  /// How two schemas differ. Each is the path of models or of a file with SQL, `!` and a command that prints
  /// SQL, the URL of a database, a revision, or one of the words `models` and `database`, for those of the
  /// configuration. Tells the observer of each difference. Throws what reading them throws.
  [[nodiscard]] Comparison diff(const std::string& from, const std::string& to);
  /// What makes the database's schema of an empty one.
  [[nodiscard]] Comparison creation();
  /// Writes the difference as a script, with a section for each of several databases; nothing is written if
  /// there is none. Throws Error{kOutOfSync} unless the database is at the head, and Error{kUnsupported} if
  /// the script cannot be run, or, unless it is not to be verified, does not lead to the models and back.
  MigrateResult migrate(const NewRevision& revision, const MigrateOptions& options = {});

  class Session;  ///< the library's own

 private:
  explicit Migrator(std::unique_ptr<Session> session);
  [[nodiscard]] std::vector<Migrator*> all_databases();

  std::unique_ptr<Session> session_;
};

}  // namespace dbtool
