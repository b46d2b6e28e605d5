#include "dbtool/migrator.h"

#include <utility>

#include "app/autogeneration.h"
#include "app/new_script.h"
#include "app/session.h"

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

}  // namespace

Migrator::Migrator(Config config, Observer& observer, std::unique_ptr<ScriptSource> scripts)
    : session_(std::make_unique<Session>(std::move(config), observer, std::move(scripts))) {}
Migrator::~Migrator() = default;
Migrator::Migrator(Migrator&&) noexcept = default;
Migrator& Migrator::operator=(Migrator&&) noexcept = default;

const Config& Migrator::config() const noexcept { return session_->config(); }
const RevisionGraph& Migrator::graph() { return session_->graph(); }
const ScriptHeader& Migrator::header(RevisionIndex index) { return session_->library().header(index); }

std::vector<RevisionId> Migrator::rows() {
  return session_->rows(session_->connect(ConnectOptions::Access::kReadOnly).get());
}

RunResult Migrator::upgrade(std::string_view target) {
  refuse_range(target);
  return session_->run([&](Rows rows) { return dbtool::plan_upgrade(graph(), rows, target); },
                       is_relative(target));
}

RunResult Migrator::downgrade(std::string_view target) {
  refuse_range(target);
  return session_->run([&](Rows rows) { return dbtool::plan_downgrade(graph(), rows, target); },
                       is_relative(target));
}

RunResult Migrator::stamp(std::span<const std::string> targets) {
  for (const std::string& target : targets) refuse_range(target);
  return session_->run([&](Rows rows) { return plan_stamp(graph(), rows, targets); }, true);
}

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
  return app::write_new_script(*session_, revision, {});
}

Models Migrator::models() { return app::read_models(session_->config()); }

Comparison Migrator::compare() { return app::compare(*session_); }

std::optional<WrittenScript> Migrator::migrate(const NewRevision& revision) {
  app::require_database_at_head(*session_);
  const Comparison comparison = compare();
  if (comparison.empty()) {
    session_->observer().on_event(Remark{Severity::kInfo, "alembic.env", "No changes in schema detected."});
    return std::nullopt;
  }
  app::require_runnable(*session_, comparison);
  return app::write_new_script(*session_, revision, comparison);
}

}  // namespace dbtool
