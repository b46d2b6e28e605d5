#include <fmt/format.h>

#include "base/files.h"
#include "base/strings.h"
#include "commands/command.h"
#include "commands/report.h"
#include "commands/session.h"

namespace dbtool::commands {
namespace {

class Rebase : public Command {
 public:
  void declare(Arguments& arguments) override {
    arguments.positional("REVISION", revision_, "the first revision of what is to move");
    arguments.option("--onto", onto_, "REVISION", "what it is to follow (default: the other head)");
    arguments.flag("--splice", splice_, "allow a revision to follow that is no head");
  }

  ExitCode run(Session& session) override {
    Migrator& migrator = session.migrator();
    const std::string onto = onto_.empty() ? other_head(migrator.graph()) : onto_;
    const WrittenScript script = migrator.rebase(revision_, onto, splice_ ? Splice::kYes : Splice::kNo);
    session.status(fmt::format("  Changing down_revision of {} to {} ...  done",
                               base::display_path(script.path),
                               script.down_revisions.empty() ? "<base>" : script.down_revisions.front()));
    if (session.json()) session.print(to_node(script));
    return ExitCode::kDone;
  }

 private:
  /// The one head that does not follow the revision.
  [[nodiscard]] std::string other_head(const RevisionGraph& graph) const {
    const std::optional<RevisionIndex> moved = resolve_revision(graph, revision_);
    std::vector<std::string> others;
    for (const RevisionIndex head : graph.heads()) {
      if (!moved || !graph.shares_lineage(*moved, head)) others.push_back(graph.id(head));
    }
    if (others.size() == 1) return others.front();
    throw Error(ErrorCode::kUsage, others.empty() ? "there is no other head to put it behind"
                                                  : "there are several heads that it could be put behind")
        .with_hint(others.empty() ? "say where it is to go: --onto REVISION"
                                  : fmt::format("say which: --onto {}", base::join(others, ", --onto ")));
  }

  std::string revision_;
  std::string onto_;
  bool splice_ = false;
};

}  // namespace

std::unique_ptr<Command> make_rebase() { return std::make_unique<Rebase>(); }

}  // namespace dbtool::commands
