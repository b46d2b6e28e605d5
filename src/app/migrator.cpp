#include "dbtool/migrator.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/autogeneration.h"
#include "app/branch_conflicts.h"
#include "app/new_script.h"
#include "app/open_step.h"
#include "app/proof.h"
#include "app/rebase.h"
#include "app/revisions_lock.h"
#include "app/schema_source.h"
#include "app/session.h"
#include "app/silent.h"
#include "app/verification.h"

namespace dbtool {
namespace {

using Rows = std::span<const RevisionId>;

bool is_relative(std::string_view target) { return parse_target(target).relative.has_value(); }

void refuse_range(std::string_view target) {
  if (target.find(':') == std::string_view::npos) return;
  throw Error(ErrorCode::kUsage, "Range revision not allowed").with_hint("START:END goes with --sql only");
}

/// The rows of a database that is assumed to be at `start`.
std::vector<RevisionId> assumed_rows(const RevisionGraph& graph, const std::optional<std::string>& start) {
  std::vector<RevisionId> rows;
  if (!start || start->empty()) return rows;
  for (const RevisionIndex index : resolve_revisions(graph, *start)) rows.push_back(graph.id(index));
  return rows;
}

/// What a schema has of that name; empty: nothing.
std::string_view kind_of(const Schema& schema, const QualifiedName& name) {
  const auto has_one = [&](const auto& objects) {
    return std::ranges::any_of(objects, [&](const auto& each) {
      // Of several functions with one name the arguments are part of it.
      return each.schema == name.schema && each.name.substr(0, each.name.find('(')) == name.name;
    });
  };
  if (schema.find_table(name) != nullptr) return "table";
  if (has_one(schema.views)) return "view";
  if (has_one(schema.enums) || has_one(schema.types)) return "type";
  return has_one(schema.functions) ? "function" : "";
}

}  // namespace

Migrator::Migrator(Config config, Observer& observer, std::unique_ptr<ScriptSource> scripts)
    : session_(std::make_unique<Session>(std::move(config), observer, std::move(scripts))) {}
Migrator::Migrator(std::unique_ptr<Session> session) : session_(std::move(session)) {}
Migrator::~Migrator() = default;
Migrator::Migrator(Migrator&&) noexcept = default;
Migrator& Migrator::operator=(Migrator&&) noexcept = default;

const Config& Migrator::config() const noexcept { return session_->config(); }
std::vector<Migrator*> Migrator::databases() {
  std::vector<Migrator*> migrators = all_databases();
  const std::string& chosen = config().chosen_database;
  if (chosen.empty()) return migrators;
  std::erase_if(migrators, [&](const Migrator* each) { return each->config().database != chosen; });
  return migrators;
}

std::vector<Migrator*> Migrator::all_databases() {
  std::vector<Migrator*> migrators;
  for (const auto& database : session_->databases()) migrators.push_back(database.get());
  if (migrators.empty()) migrators.push_back(this);
  return migrators;
}

const RevisionGraph& Migrator::graph() { return session_->graph(); }
const ScriptHeader& Migrator::header(RevisionIndex index) { return session_->library().header(index); }

std::vector<RevisionId> Migrator::rows() {
  return session_->rows(session_->connect(ConnectOptions::Access::kReadOnly).get());
}

RunResult Migrator::upgrade(std::string_view target) {
  refuse_range(target);
  return session_->run(
      {.command = fmt::format("upgrade {}", target)},
      [&](Rows rows) { return dbtool::plan_upgrade(graph(), rows, target); }, is_relative(target));
}

void Migrator::use_scripts_of_journal() {
  if (const auto connection = session_->connect(ConnectOptions::Access::kReadOnly)) {
    session_->add_scripts(app::scripts_from_journal(*session_, *connection));
  }
}

RunResult Migrator::downgrade(std::string_view target) {
  refuse_range(target);
  return session_->run(
      {.command = fmt::format("downgrade {}", target)},
      [&](Rows rows) { return dbtool::plan_downgrade(graph(), rows, target); }, is_relative(target));
}

RunResult Migrator::stamp(std::span<const std::string> targets, Purge purge) {
  for (const std::string& target : targets) refuse_range(target);
  return session_->run(
      {.command = fmt::format("stamp {}{}", purge == Purge::kYes ? "--purge " : "", fmt::join(targets, " ")),
       .closes_open_step = true},
      [&](Rows rows) { return plan_stamp(graph(), rows, targets); }, true, purge);
}

RunResult Migrator::resume(std::optional<TreatAs> treat_as) {
  const std::optional<OpenStep> open = open_step();
  if (!open) return {.steps = {}, .rows = rows()};
  const auto select = [&](Rows rows) {
    RevisionPlan plan = app::plan_of_open_step(graph(), rows, *open);
    if (plan.steps.empty() && open_step())
      throw app::cannot_resume(*open, open->direction == StepKind::kUpgrade
                                          ? "the version table has it"
                                          : "the version table does not have it");
    return plan;
  };
  return session_->run({.command = "resume", .treat_as = treat_as}, select, true);
}

Verification Migrator::verify() {
  static_cast<void>(graph());
  const auto connection = session_->connect(ConnectOptions::Access::kReadOnly);
  return connection ? app::verify(*session_, *connection) : Verification();
}

std::vector<JournalEntry> Migrator::log(std::size_t limit) {
  const auto connection = session_->connect(ConnectOptions::Access::kReadOnly);
  return connection ? session_->journal().newest(*connection, limit) : std::vector<JournalEntry>();
}

std::optional<OpenStep> Migrator::open_step() {
  const auto connection = session_->connect(ConnectOptions::Access::kReadOnly);
  return connection ? session_->journal().open_step(*connection) : std::nullopt;
}

bool Migrator::is_at_heads() { return session_->is_at_heads(); }

void Migrator::require_at_heads() { app::require_database_at_head(*session_); }

void Migrator::ensure_version() { session_->ensure_version(); }

void Migrator::ensure_version_sql(const SqlWriter& write) { session_->write_ensure_version(write); }

Plan Migrator::plan_upgrade(std::string_view target) {
  refuse_range(target);
  return session_->plan([&](Rows rows) { return dbtool::plan_upgrade(graph(), rows, target); });
}

Plan Migrator::plan_downgrade(std::string_view target) {
  refuse_range(target);
  return session_->plan([&](Rows rows) { return dbtool::plan_downgrade(graph(), rows, target); });
}

void Migrator::upgrade_sql(std::string_view range, const SqlWriter& write) {
  const OfflineRange parsed = parse_offline_range(range);
  session_->write_offline(
      assumed_rows(graph(), parsed.start),
      [&](Rows rows) { return dbtool::plan_upgrade(graph(), rows, parsed.end); }, write);
}

void Migrator::downgrade_sql(std::string_view range, const SqlWriter& write) {
  const OfflineRange parsed = parse_offline_range(range);
  if (!parsed.start) throw Error(ErrorCode::kUsage, "downgrade with --sql requires <fromrev>:<torev>");
  session_->write_offline(
      assumed_rows(graph(), parsed.start),
      [&](Rows rows) { return dbtool::plan_downgrade(graph(), rows, parsed.end); }, write);
}

void Migrator::stamp_sql(std::span<const std::string> ranges, const SqlWriter& write) {
  std::optional<std::string> start;
  std::vector<std::string> targets;
  for (const std::string& range : ranges) {
    OfflineRange parsed = parse_offline_range(range);
    if (parsed.start && start && parsed.start != start) {
      throw Error(ErrorCode::kUsage,
                  "Stamp operation with --sql only supports a single starting revision at a time");
    }
    if (parsed.start) start = parsed.start;
    targets.push_back(std::move(parsed.end));
  }
  session_->write_offline(
      assumed_rows(graph(), start), [&](Rows rows) { return plan_stamp(graph(), rows, targets); }, write);
}

WrittenScript Migrator::write_revision(const NewRevision& revision) {
  return app::write_new_script(*session_, revision, app::empty_sections(*session_));
}

WrittenScript Migrator::rebase(std::string_view revision, std::string_view onto, Splice splice) {
  return app::rebase(all_databases(), *session_, {revision, onto, splice});
}

void Migrator::write_revisions_lock() { app::write_revisions_lock(config(), graph()); }

std::vector<BranchConflict> Migrator::branch_conflicts(std::span<const std::string> heads) {
  std::vector<RevisionIndex> revisions;
  for (const std::string& head : heads) {
    for (const RevisionIndex index : resolve_revisions(graph(), head, ResolveFor::kNewRevision)) {
      revisions.push_back(index);
    }
  }
  std::vector<BranchConflict> conflicts;
  // Whichever was asked for: they share the scripts.
  for (Migrator* database : all_databases()) {
    std::vector<BranchConflict> more = app::branch_conflicts(*database->session_, revisions);
    conflicts.insert(conflicts.end(), std::make_move_iterator(more.begin()),
                     std::make_move_iterator(more.end()));
  }
  return conflicts;
}

Models Migrator::models() { return app::read_models(*session_); }

Schema Migrator::inspect() {
  const auto connection = session_->connect(ConnectOptions::Access::kReadOnly);
  if (connection == nullptr) return {};
  const Dialect& dialect = session_->dialect();
  const std::string default_schema = dialect.inspector(*connection)->default_schema();
  const Models none;
  Schema schema =
      app::inspect(dialect, *connection,
                   app::diff_options(config(), dialect, autogenerate::given_models(none), default_schema));
  for (const UnreadableTable& table : schema.unreadable) {
    const std::string_view kind = kind_of(schema, table.name);  // as far as it is understood
    session_->observer().on_event(
        Remark{Severity::kWarning, "alembic.autogenerate",
               fmt::format("{} '{}' is {}: it {}", kind.empty() ? "table" : kind, to_string(table.name),
                           kind.empty() ? "left out" : "not told whole", table.reason)});
  }
  return schema;
}

Comparison Migrator::compare() { return app::compare(*session_, app::read_models_ahead(*session_)); }

Comparison Migrator::diff(const std::string& from, const std::string& to) {
  const Dialect& dialect = app::dialect_for(*session_, from, to);
  Models before = app::read_source(*session_, dialect, from);
  const Models after = app::read_source(*session_, dialect, to);
  // Either knows how the engine writes what the other says.
  auto connection = app::connect_source(*session_, dialect, from);
  if (connection == nullptr) connection = app::connect_source(*session_, dialect, to);
  const auto inspector = connection ? dialect.inspector(*connection) : nullptr;
  app::Inspection inspection;
  const bool is_whole = app::is_whole(*session_, to);
  inspection.options =
      app::diff_options(config(), dialect, autogenerate::given_models(after),
                        inspector ? inspector->default_schema() : std::string(),
                        is_whole ? autogenerate::Neighbours::kIncluded : autogenerate::Neighbours::kLeftOut);
  inspection.options.models_are_whole = is_whole;
  std::erase_if(before.schema.tables,
                [&](const Table& table) { return !inspection.options.include(table.qualified_name()); });
  if (inspector) inspection.asked = inspector->types_to_compare(before.schema, after.schema);
  inspection.schema = std::move(before.schema);
  return app::compare(session_->observer(), dialect, std::move(inspection), after);
}

Comparison Migrator::creation() {
  const Models wanted{.schema = inspect()};
  const Dialect& dialect = session_->dialect();
  app::Silent silent;
  app::Inspection nothing;
  nothing.options = app::diff_options(config(), dialect, autogenerate::given_models(wanted));
  nothing.options.models_are_whole = true;
  return app::compare(silent, dialect, std::move(nothing), wanted);
}

std::string to_sql(const Comparison& comparison) {
  return app::sql_script(*comparison.dialect, comparison.upgrade, comparison.before);
}

MigrateResult Migrator::migrate(const NewRevision& revision, const MigrateOptions& options) {
  MigrateResult result;
  std::vector<script::ScriptSection> sections;
  for (Migrator* database : databases()) {
    database->require_at_heads();
    Session& session = *database->session_;
    autogenerate::LazyModels models = app::read_models_ahead(session);
    Models renamed;
    if (options.is_rename) {
      renamed = models();
      app::ask_for_renames(session, options.is_rename, renamed);
      models = autogenerate::given_models(renamed);
    }
    const Comparison comparison = app::compare(session, models);
    result.likely_renames.insert(result.likely_renames.end(), comparison.likely_renames.begin(),
                                 comparison.likely_renames.end());
    app::warn_of_irreversible(session.observer(), comparison);
    sections.push_back(app::render(session, comparison));
    const bool was_tried = options.verify && app::prove(session, models(), comparison, sections.back());
    if (!was_tried) app::require_runnable(session.dialect(), comparison);
  }
  if (options.strict_renames && !result.likely_renames.empty()) return result;
  const bool is_empty = std::all_of(sections.begin(), sections.end(), [](const auto& section) {
    return section.upgrade.empty() && section.downgrade.empty();
  });
  if (is_empty) {
    session_->observer().on_event(Remark{Severity::kInfo, "alembic.env", "No changes in schema detected."});
  } else {
    result.script = app::write_new_script(*session_, revision, std::move(sections));
  }
  return result;
}

}  // namespace dbtool
