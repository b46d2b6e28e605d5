#include "app/session.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "app/known_dialects.h"
#include "app/revisions_lock.h"
#include "app/verification.h"
#include "base/actor.h"
#include "base/strings.h"
#include "base/subprocess.h"
#include "dialects/registry.h"
#include "runtime/executor.h"
#include "runtime/offline.h"
#include "runtime/step_operations.h"
#include "runtime/table_sources.h"
#include "script/directory_source.h"

namespace dbtool {
namespace {

constexpr const char* kDatabaseUrlVariable = "DATABASE_URL";

/// Lends a source to a library that would own it: the caller's scripts outlive a reload.
class BorrowedSource : public ScriptSource {
 public:
  explicit BorrowedSource(const ScriptSource& source) : source_(source) {}
  [[nodiscard]] std::vector<ScriptHeader> headers() const override { return source_.headers(); }
  [[nodiscard]] std::string text(const ScriptHeader& header) const override { return source_.text(header); }
  [[nodiscard]] ScriptBody body(const ScriptHeader& header, std::string_view text,
                                const BodyScope& scope) const override {
    return source_.body(header, text, scope);
  }

 private:
  const ScriptSource& source_;
};

/// Two sources as one.
class JoinedSource : public ScriptSource {
 public:
  JoinedSource(std::unique_ptr<ScriptSource> first, const std::vector<MemoryScript>& more)
      : first_(std::move(first)), more_(make_memory_source(more)) {
    for (const MemoryScript& script : more) names_.insert(script.name);
  }
  [[nodiscard]] std::vector<ScriptHeader> headers() const override {
    std::vector<ScriptHeader> headers = first_->headers();
    for (ScriptHeader& header : more_->headers()) headers.push_back(std::move(header));
    return headers;
  }
  [[nodiscard]] std::string text(const ScriptHeader& header) const override {
    return source_of(header).text(header);
  }
  [[nodiscard]] ScriptBody body(const ScriptHeader& header, std::string_view text,
                                const BodyScope& scope) const override {
    return source_of(header).body(header, text, scope);
  }

 private:
  [[nodiscard]] const ScriptSource& source_of(const ScriptHeader& header) const {
    return names_.contains(header.revision.location.file) ? *more_ : *first_;
  }

  std::unique_ptr<ScriptSource> first_;
  std::unique_ptr<ScriptSource> more_;
  std::set<std::string> names_;
};

std::unique_ptr<ScriptSource> directory_source(const Config& config, Observer& observer) {
  return std::make_unique<script::DirectorySource>(script::DirectoryOptions{
      .script_location = config.script_location,
      .locations = config.version_locations,
      .recursion = config.recursive_version_locations ? script::Recursion::kSubfolders
                                                      : script::Recursion::kThisFolder,
      .dialects = app::known_dialects(),
      .warn = [&observer](const std::string& text) {
        observer.on_event(Remark{Severity::kWarning, "alembic.script", text});
      }});
}

/// In an SQL script's `-- upgrade NAME` a name is either a database's or a dialect's.
void require_unambiguous_names(const Config& config) {
  const std::vector<std::string> dialects = dialects::script_dialect_names();
  for (const std::string& name : config.database_names) {
    if (std::find(dialects.begin(), dialects.end(), base::to_lower(name)) == dialects.end()) continue;
    throw Error(ErrorCode::kConfig,
                fmt::format("a database cannot be called '{}': that is a dialect's name", name))
        .at({.file = config.ini_path.string()});
  }
}

/// Two sections for one database, a slip of copying: what the first has run, the second takes for done.
void require_different_databases(const Config& config) {
  std::map<std::tuple<std::string, std::string, std::string>, std::string> names;
  for (const Config& database : config.databases) {
    const std::string_view url = base::trim(database.url.text);
    const bool is_nowhere = url.empty() || url.ends_with("://");  // one in memory is nobody else's
    if (is_nowhere) continue;
    const auto [same, is_new] = names.emplace(
        std::tuple(url, database.version_table_schema, database.version_table), database.database);
    if (is_new) continue;
    throw Error(ErrorCode::kConfig, fmt::format("'{}' and '{}' are one database: they have the same URL and "
                                                "version table",
                                                same->second, database.database))
        .at(database.url.location)
        .with_hint("give each its own URL, or at least its own 'version_table'");
  }
}

/// The schema that the history makes up to some rows, for statements that depend on how a table is.
Schema replay(const runtime::RunContext& context, const std::vector<RevisionId>& rows) {
  runtime::FollowedSchema schema(context.dialect, runtime::WhenInDoubt::kForget);
  std::vector<RevisionId> reached;
  for (const RevisionId& row : rows) {
    const RevisionPlan plan = plan_upgrade(context.library.graph(), reached, row);
    const runtime::StepOperations operations(context.library, plan.steps, context.dialect);
    for (const RevisionStep& step : plan.steps) {
      for (const Operation& operation : operations.of(step)) schema.apply(operation);
    }
    reached.push_back(row);
  }
  return std::move(schema).take();
}

}  // namespace

Migrator::Session::Session(Config settings, Observer& events, std::unique_ptr<ScriptSource> scripts)
    : config_(std::move(settings)), observer_(events), given_scripts_(std::move(scripts)) {}

Migrator::Session::Session(Config settings, Session& parent)
    : config_(std::move(settings)), observer_(parent.observer_), parent_(&parent) {}

const runtime::ScriptLibrary& Migrator::Session::library() {
  if (library_) return *library_;
  BodyScope scope{.database = config_.database, .databases = config_.database_names};
  if (parent_ != nullptr) return library_.emplace(parent_->library().for_scope(std::move(scope)));
  std::unique_ptr<ScriptSource> source = given_scripts_ ? std::make_unique<BorrowedSource>(*given_scripts_)
                                                        : directory_source(config_, observer_);
  if (!more_scripts_.empty()) source = std::make_unique<JoinedSource>(std::move(source), more_scripts_);
  library_.emplace(std::move(source), std::move(scope));
  if (!given_scripts_ && !std::exchange(checked_lock_, true)) {
    app::check_revisions_lock(config_, library_->graph(), observer_);
  }
  return *library_;
}

void Migrator::Session::reload() {
  if (parent_ != nullptr) return parent_->reload();
  library_.reset();
  for (const auto& database : databases_) database->session_->library_.reset();
}

void Migrator::Session::add_scripts(std::vector<MemoryScript> scripts) {
  if (parent_ != nullptr) return parent_->add_scripts(std::move(scripts));
  if (scripts.empty()) return;
  std::move(scripts.begin(), scripts.end(), std::back_inserter(more_scripts_));
  reload();
}

void Migrator::Session::require_script_files() const {
  if (parent_ != nullptr) return parent_->require_script_files();
  if (!given_scripts_) return;
  throw Error(ErrorCode::kUnsupported,
              "the scripts are the application's own: no file of theirs can be written");
}

const std::vector<std::unique_ptr<Migrator>>& Migrator::Session::databases() {
  if (databases_.empty() && !config_.databases.empty()) {
    require_unambiguous_names(config_);
    require_different_databases(config_);
    for (const Config& database : config_.databases) {
      databases_.push_back(
          std::unique_ptr<Migrator>(new Migrator(std::make_unique<Session>(database, *this))));
    }
  }
  return databases_;
}

const DatabaseUrl& Migrator::Session::url() {
  if (!url_) url_ = config_.database_url();
  if (!url_ && !config_.databases.empty()) {
    throw Error(ErrorCode::kConfig, fmt::format("the configuration names several databases: {}",
                                                base::join(config_.database_names, ", ")))
        .with_hint("say which one is meant: --database NAME");
  }
  if (!url_) {
    throw Error(ErrorCode::kConfig, "no database is named")
        .with_hint(
            "set sqlalchemy.url in alembic.ini, $DATABASE_URL, or --url, e.g. to a URL that ends in "
            "'/app.db'");
  }
  return *url_;
}

const Dialect& Migrator::Session::dialect() {
  if (dialect_ == nullptr) dialect_ = &dialects::find_dialect(url().dialect());
  return *dialect_;
}

void Migrator::Session::use(const Dialect& variant) {
  if (&variant == dialect_) return;
  dialect_ = &variant;
  version_table_.reset();
  journal_.reset();
}

const runtime::VersionTable& Migrator::Session::version_table() {
  if (!version_table_) {
    version_table_.emplace(dialect(), QualifiedName{config_.version_table_schema, config_.version_table});
  }
  return *version_table_;
}

const runtime::JournalTable& Migrator::Session::journal() {
  if (!journal_) {
    std::optional<QualifiedName> name;
    if (!config_.history_table.empty()) name = {config_.version_table_schema, config_.history_table};
    if (config_.history_table == config_.version_table) {
      throw Error(ErrorCode::kConfig,
                  fmt::format("'history_table' and 'version_table' are both '{}'", config_.history_table));
    }
    journal_.emplace(dialect(), std::move(name));
  }
  return *journal_;
}

runtime::RunContext Migrator::Session::context() {
  return {.library = library(),
          .dialect = dialect(),
          .version_table = version_table(),
          .scope = config_.transaction_per_migration ? TransactionScope::kStep : TransactionScope::kCommand};
}

void Migrator::Session::announce(bool offline) {
  if (std::exchange(announced_, true)) return;
  const DialectTraits& traits = dialect().traits();
  if (!config_.database.empty()) {
    observer_.on_event(Remark{Severity::kInfo, "alembic.env", "Migrating database " + config_.database});
  }
  observer_.on_event(ContextReady{std::string(traits.impl_name), traits.transactional_ddl, offline});
}

void Migrator::Session::announce_offline() { announce(true); }

std::chrono::milliseconds Migrator::Session::time_left() const {
  if (!config_.deadline) return std::chrono::milliseconds::max();
  const auto left = started_ + *config_.deadline - std::chrono::steady_clock::now();
  return std::max(std::chrono::ceil<std::chrono::milliseconds>(left), std::chrono::milliseconds(1));
}

std::unique_ptr<Connection> Migrator::Session::connect(ConnectOptions::Access access,
                                                       std::string_view command) {
  auto connection = dialect().connect(
      url(), {.lock_timeout = std::min(config_.lock_timeout, time_left()),
              .migration_lock = config_.migration_lock,
              .statement_lock_timeout = config_.statement_lock_timeout,
              .purpose = command.empty() ? "dbtool" : fmt::format("dbtool {}, {}", command, base::actor()),
              .statement_timeout = config_.statement_timeout,
              .access = access,
              .missing_database = config_.create_database ? ConnectOptions::MissingDatabase::kCreate
                                                          : ConnectOptions::MissingDatabase::kFail,
              .wait = config_.wait,
              .on_notice = [this](Severity severity, std::string_view text) {
                observer_.on_event(Remark{severity, "alembic.runtime.migration", std::string(text)});
              }});
  // What it is besides only the server tells: everything else is done for that.
  if (connection != nullptr) use(dialect().variant(*connection));
  announce(false);
  return connection;
}

std::vector<RevisionId> Migrator::Session::rows(Connection* connection) {
  return connection == nullptr ? std::vector<RevisionId>() : version_table().read(*connection);
}

void Migrator::Session::run_program(const Statement& statement) {
  base::Command command{.argv = base::split_command_line(statement.text, ErrorCode::kScript),
                        .environment = {config_.dotenv.begin(), config_.dotenv.end()},
                        .output = base::Output::kToStderr};  // stdout is for results
  command.environment.emplace_back(kDatabaseUrlVariable, url().with_password());
  const base::CommandResult result = base::run_command(command);
  if (result.exit_status == 0) return;
  throw Error(ErrorCode::kScript,
              fmt::format("the program '{}' ended with status {}", statement.text, result.exit_status));
}

bool Migrator::Session::is_at_heads() {
  const RevisionGraph& scripts = graph();
  std::set<RevisionId> heads;
  for (const RevisionIndex head : scripts.real_heads()) heads.insert(scripts.id(head));
  const std::vector<RevisionId> current = rows(connect(ConnectOptions::Access::kReadOnly).get());
  return std::set<RevisionId>(current.begin(), current.end()) == heads;
}

void Migrator::Session::ensure_version() {
  const auto connection = connect(ConnectOptions::Access::kReadWrite);
  runtime::Executor executor(context(), journal(), {}, *connection, observer_, nullptr);
  executor.ensure_version_table();
}

RunResult Migrator::Session::run(runtime::RunInfo info,
                                 const std::function<RevisionPlan(std::span<const RevisionId>)>& select,
                                 bool target_is_relative, Purge purge) {
  static_cast<void>(library());  // what is wrong with it is told before the database is asked
  const auto connection = connect(ConnectOptions::Access::kReadWrite, info.command);
  const runtime::RunContext run_context = context();
  info.lock_timeout = config_.lock_timeout;
  info.lock_retries = config_.lock_retries;
  if (config_.deadline) info.deadline = started_ + *config_.deadline;
  runtime::Executor executor(run_context, journal(), std::move(info), *connection, observer_,
                             [this](const Statement& statement) { run_program(statement); });
  bool has_warned = false;
  const auto warn_and_select = [&](std::span<const RevisionId> rows) {
    RevisionPlan plan = select(rows);
    const bool upgrades = std::ranges::any_of(
        plan.steps, [](const RevisionStep& step) { return step.kind == StepKind::kUpgrade; });
    if (upgrades && !std::exchange(has_warned, true)) app::warn_of_edited_scripts(*this, *connection);
    return plan;
  };
  return executor.run(warn_and_select,
                      target_is_relative ? runtime::WhenMoved::kFail : runtime::WhenMoved::kSelectAgain,
                      purge);
}

Plan Migrator::Session::plan(const std::function<RevisionPlan(std::span<const RevisionId>)>& select) {
  static_cast<void>(library());
  const auto connection = connect(ConnectOptions::Access::kReadOnly);
  const runtime::RunContext run_context = context();
  const std::vector<RevisionId> start = rows(connection.get());
  const bool has_version_table = connection != nullptr && version_table().exists(*connection);
  Plan plan =
      runtime::make_plan(run_context, select(start),
                         {.rows = start, .has_version_table = has_version_table, .schema = [&]() -> Schema {
                            return connection ? dialect().inspector(*connection)->inspect() : Schema();
                          }});
  warn(plan.warnings);
  return plan;
}

void Migrator::Session::warn(const std::vector<std::string>& warnings) {
  for (const std::string& text : warnings) {
    observer_.on_event(Remark{Severity::kWarning, "alembic.runtime.migration", text});
  }
}

void Migrator::Session::write_offline(const std::vector<RevisionId>& start,
                                      const std::function<RevisionPlan(std::span<const RevisionId>)>& select,
                                      const SqlWriter& write) {
  const runtime::RunContext run_context = context();
  announce_offline();
  const Plan plan = runtime::make_plan(run_context, select(start),
                                       {.rows = start,
                                        .has_version_table = !start.empty(),
                                        .when_in_doubt = runtime::WhenInDoubt::kForget,
                                        .schema = [&] { return replay(run_context, start); }});
  warn(plan.warnings);
  for (std::size_t i = 0; i < plan.steps.size(); ++i) {
    observer_.on_event(StepStarted{plan.steps[i].step, i + 1, plan.steps.size()});
  }
  runtime::write_sql(plan, dialect().traits(), dialect().syntax(), run_context.scope, write);
}

void Migrator::Session::write_ensure_version(const SqlWriter& write) {
  announce_offline();
  const PlannedStatement create{.statement = {.text = version_table().create_sql()}, .group = 1};
  runtime::write_sql({.preparation = {create}}, dialect().traits(), dialect().syntax(),
                     TransactionScope::kCommand, write);
}

}  // namespace dbtool
