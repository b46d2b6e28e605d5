#include "commands/command.h"
#include "commands/report.h"
#include "commands/session.h"
#include "dbtool/revision_text.h"

namespace dbtool::commands {
namespace {

class Heads : public Command {
 public:
  void declare(Arguments& arguments) override {
    arguments.flag("-v,--verbose", verbose_, "all that is known of each");
    arguments.flag("--resolve-dependencies", real_only_, "leave out heads that other branches depend on");
    arguments.flag("--write-lock", write_lock_, "write revisions.lock anew, after a merge or edits by hand");
  }

  ExitCode run(Session& session) override {
    Migrator& migrator = session.migrator();
    const RevisionGraph& graph = migrator.graph();
    if (write_lock_) write_lock(migrator);
    const std::span<const RevisionIndex> heads = real_only_ ? graph.real_heads() : graph.heads();
    if (session.json()) {
      session.print(revision_nodes(migrator, heads));
      return ExitCode::kDone;
    }
    for (const RevisionIndex head : heads) {
      session.write(verbose_ ? long_text(migrator, head) : line(graph, head));
    }
    return ExitCode::kDone;
  }

 private:
  static void write_lock(Migrator& migrator) {
    if (!migrator.config().revisions_lock) {
      throw Error(ErrorCode::kUsage, "the configuration asks for no revisions.lock")
          .with_hint("set 'revisions_lock = true' in alembic.ini");
    }
    migrator.write_revisions_lock();
  }

  static std::string line(const RevisionGraph& graph, RevisionIndex head) {
    return format_line(graph, head, {.labels = true, .tree_marks = TreeMarks::kHide}) + "\n";
  }

  bool verbose_ = false;
  bool real_only_ = false;
  bool write_lock_ = false;
};

}  // namespace

std::unique_ptr<Command> make_heads() { return std::make_unique<Heads>(); }

}  // namespace dbtool::commands
