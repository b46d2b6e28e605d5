#include "app/verification.h"

#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "base/compress.h"
#include "base/digest.h"
#include "base/line_diff.h"
#include "runtime/script_record.h"
#include "script/read_script.h"

namespace dbtool::app {
namespace {

/// Of names that no file has.
constexpr std::string_view kPrefix = "journal:";

std::string text_of(const JournalEntry& entry) {
  return entry.content.empty() ? std::string() : base::decompressed(entry.content, ErrorCode::kOutOfSync);
}

enum class Diffs { kNone, kMade };

/// Looks at what is applied.
class Verifier {
 public:
  Verifier(Migrator::Session& session, Connection& connection, Diffs diffs)
      : session_(session), connection_(connection), diffs_(diffs) {
    for (JournalEntry& entry : session.journal().upgrades(connection)) {
      recorded_.insert_or_assign(entry.revision, std::move(entry));
    }
  }

  Verification verify() {
    const RevisionStatus status = revision_status(session_.graph(), session_.rows(&connection_));
    for (const RevisionIndex index : status.applied) look_at(index);
    for (const RevisionId& id : status.unknown) {
      result_.problems.push_back({.kind = ScriptProblem::Kind::kMissing, .revision = id});
    }
    result_.open = session_.journal().open_step(connection_);
    return std::move(result_);
  }

 private:
  void look_at(RevisionIndex index) {
    const Revision& revision = session_.graph()[index];
    const auto found = recorded_.find(revision.id);
    if (found == recorded_.end()) {
      result_.unrecorded.push_back(revision.id);
      return;
    }
    const JournalEntry& entry = found->second;
    const std::string text = session_.library().text(index);
    if (!entry.text_checksum.empty() && base::sha256_hex(text) == entry.text_checksum) return;
    if (means_the_same(index, text, entry)) {
      result_.cosmetic.push_back(revision.id);
      return;
    }
    ScriptProblem problem{.revision = revision.id, .file = revision.location.file};
    if (diffs_ == Diffs::kMade) problem.diff = difference(revision.id, text);
    result_.problems.push_back(std::move(problem));
  }

  [[nodiscard]] bool means_the_same(RevisionIndex index, std::string_view text, const JournalEntry& entry) {
    const sql::Syntax& syntax = session_.dialect().syntax();
    try {
      return runtime::checksum_of(session_.library().body(index, text, syntax), syntax) == entry.checksum;
    } catch (const Error& error) {
      if (error.code() != ErrorCode::kScript) throw;
      return false;  // what cannot be read is not what was run; nobody is going to run it now
    }
  }

  [[nodiscard]] std::string difference(const RevisionId& revision, std::string_view text) {
    const auto whole = session_.journal().upgrade(connection_, revision);
    const std::string before = whole ? text_of(*whole) : std::string();
    return before.empty() ? std::string() : base::line_diff(before, text);
  }

  Migrator::Session& session_;
  Connection& connection_;
  Diffs diffs_;
  std::map<RevisionId, JournalEntry> recorded_;
  Verification result_;
};

}  // namespace

Verification verify(Migrator::Session& session, Connection& connection) {
  return Verifier(session, connection, Diffs::kMade).verify();
}

void warn_of_edited_scripts(Migrator::Session& session, Connection& connection) {
  if (!session.journal().is_kept()) return;
  for (const ScriptProblem& problem : Verifier(session, connection, Diffs::kNone).verify().problems) {
    if (problem.kind != ScriptProblem::Kind::kEdited) continue;
    session.observer().on_event(
        Remark{Severity::kWarning, "alembic.runtime.migration",
               fmt::format("the script of revision {} is not what was run ({}): 'dbtool verify' shows how it "
                           "was changed",
                           problem.revision, problem.file)});
  }
}

std::vector<MemoryScript> scripts_from_journal(Migrator::Session& session, Connection& connection) {
  std::vector<MemoryScript> scripts;
  std::set<RevisionId> seen;
  std::set<RevisionId> dependencies;
  std::vector<RevisionId> wanted = session.rows(&connection);
  while (!wanted.empty()) {
    const RevisionId id = std::move(wanted.back());
    wanted.pop_back();
    if (session.graph().find(id) || !seen.insert(id).second) continue;
    const std::optional<JournalEntry> entry = session.journal().upgrade(connection, id);
    std::string text = entry ? text_of(*entry) : std::string();
    // A dependency may be the label of a branch; one that is missing the graph tells.
    if (text.empty() && dependencies.contains(id)) continue;
    if (text.empty()) {
      throw Error(
          ErrorCode::kOutOfSync,
          fmt::format("revision '{}' is applied, and neither the scripts nor the journal have it", id))
          .with_state("nothing was changed")
          .with_hint("run it with the release that has the script");
    }
    std::string name = fmt::format("{}{}/{}", kPrefix, id, entry->detail);
    const ScriptFormat format = name.ends_with(".sql") ? ScriptFormat::kSql : ScriptFormat::kYaml;
    const Revision revision = script::read_header(format, text, name).revision;
    wanted.insert(wanted.end(), revision.depends_on.begin(), revision.depends_on.end());
    dependencies.insert(revision.depends_on.begin(), revision.depends_on.end());
    wanted.insert(wanted.end(), revision.down_revisions.begin(), revision.down_revisions.end());
    scripts.push_back({std::move(name), std::move(text)});
  }
  return scripts;
}

}  // namespace dbtool::app
