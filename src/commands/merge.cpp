#include <fmt/format.h>

#include "commands/new_script.h"

namespace dbtool::commands {
namespace {

Error conflict_error(const RevisionGraph& graph, const BranchConflict& conflict) {
  return Error(ErrorCode::kRevision, fmt::format("revisions '{}' and '{}' both touch {}", conflict.first,
                                                 conflict.second, conflict.object))
      .at({.file = graph[*graph.find(conflict.first)].location.file});
}

/// Nothing is known of the order that branches will be run in: they have to give the same result in each.
void require_commuting(Migrator& migrator, const std::vector<std::string>& heads) {
  const std::vector<BranchConflict> conflicts = migrator.branch_conflicts(heads);
  if (conflicts.empty()) return;
  std::vector<Error> errors;
  for (const BranchConflict& conflict : conflicts) {
    errors.push_back(conflict_error(migrator.graph(), conflict));
  }
  throw Error(ErrorCode::kRevision,
              "the branches do not commute: what they do depends on which of them runs first")
      .with_hint(
          "look at the revisions below; 'dbtool merge' without --auto joins the branches all the same, "
          "'dbtool rebase' puts one behind the other")
      .with_more(std::move(errors));
}

class Merge : public NewScriptCommand {
 public:
  void declare(Arguments& arguments) override {
    arguments.positionals("REVISION", revisions_, "what to merge: ids, the beginnings of such, or 'heads'");
    arguments.flag("--auto", auto_, "only if the branches touch no common object; otherwise say which");
    declare_common(arguments);
  }

  ExitCode run(Session& session) override {
    Migrator& migrator = session.migrator();
    NewRevision wanted = revision();
    wanted.heads = revisions_;
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
  std::vector<std::string> revisions_;
  bool auto_ = false;
};

}  // namespace

std::unique_ptr<Command> make_merge() { return std::make_unique<Merge>(); }

}  // namespace dbtool::commands
