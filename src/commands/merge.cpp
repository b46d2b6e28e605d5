#include <fmt/format.h>

#include "commands/new_script.h"

namespace dbtool::commands {
namespace {

/// More than a person reads.
constexpr std::size_t kMaxConflicts = 20;

Error conflict_error(const RevisionGraph& graph, const BranchConflict& conflict) {
  const bool is_opaque = conflict.object.starts_with("anything");
  const std::string_view verb = is_opaque ? "cannot be told apart: one may touch" : "both touch";
  return Error(ErrorCode::kRevision, fmt::format("revisions '{}' and '{}' {} {}", conflict.first,
                                                 conflict.second, verb, conflict.object))
      .at(graph[*graph.find(conflict.first)].location);
}

/// Nothing is known of the order that branches will be run in: they have to give the same result in each.
void require_commuting(Migrator& migrator, const std::vector<std::string>& heads) {
  const std::vector<BranchConflict> conflicts = migrator.branch_conflicts(heads);
  if (conflicts.empty()) return;
  std::vector<Error> errors;
  for (const BranchConflict& conflict : conflicts) {
    if (errors.size() == kMaxConflicts) break;
    errors.push_back(conflict_error(migrator.graph(), conflict));
  }
  const std::string more =
      conflicts.size() > kMaxConflicts
          ? fmt::format(" (the first {} of {} conflicts follow)", kMaxConflicts, conflicts.size())
          : "";
  throw Error(ErrorCode::kRevision,
              "the branches do not commute: what they do depends on which of them runs first" + more)
      .with_hint(
          "look at the revisions below; 'dbtool merge' without --auto joins the branches all the same, "
          "'dbtool rebase' puts one behind the other")
      .with_more(std::move(errors));
}

class Merge : public NewScriptCommand {
 public:
  void declare(Arguments& arguments) override {
    arguments.positionals(
        "REVISION", revisions_,
        "what to merge: ids, the beginnings of such, or 'heads', which --auto takes by itself",
        Arguments::Needed::kNo);
    arguments.flag("--auto", auto_, "only if the branches touch no common object; otherwise say which");
    declare_common(arguments);
  }

  ExitCode run(Session& session) override {
    Migrator& migrator = session.migrator();
    if (revisions_.empty() && !auto_) {
      throw Error(ErrorCode::kUsage, "REVISION is required: what is to be merged?")
          .with_hint("'dbtool merge heads' merges all heads");
    }
    if (revisions_.empty()) revisions_ = {"heads"};
    NewRevision wanted = revision();
    wanted.heads = revisions_;
    require_something_to_merge(migrator.graph());
    if (auto_) {
      // Pipelines run this after every pull: usually there is nothing to do.
      if (revisions_ == std::vector<std::string>{"heads"} && migrator.graph().real_heads().size() < 2) {
        session.status("  Nothing to merge: there is one head at the most");
        if (session.json()) session.print(base::Node());
        return ExitCode::kDone;
      }
      require_commuting(migrator, wanted.heads);
    }
    return write_empty(session, wanted);
  }

 private:
  /// `base` is no revision: what merges nothing would be a new base.
  void require_something_to_merge(const RevisionGraph& graph) const {
    for (const std::string& revision : revisions_) {
      if (!resolve_revisions(graph, revision, ResolveFor::kNewRevision).empty() || graph.empty()) continue;
      throw Error(ErrorCode::kRevision, fmt::format("'{}' is no revision to merge", revision));
    }
  }

  std::vector<std::string> revisions_;
  bool auto_ = false;
};

}  // namespace

std::unique_ptr<Command> make_merge() { return std::make_unique<Merge>(); }

}  // namespace dbtool::commands
