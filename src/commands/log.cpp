#include <charconv>
#include <map>

#include <fmt/format.h>

#include "base/printable.h"
#include "commands/command.h"
#include "commands/report.h"
#include "commands/session.h"

namespace dbtool::commands {
namespace {

/// `2026-11-26 10:35:01Z`
std::string to_the_second(std::string_view time) {
  constexpr std::size_t kDateBytes = 10;
  constexpr std::size_t kSecondBytes = 19;
  if (time.size() < kSecondBytes) return std::string(time);
  return fmt::format("{} {}Z", time.substr(0, kDateBytes),
                     time.substr(kDateBytes + 1, kSecondBytes - kDateBytes - 1));
}

std::string step_text(const JournalEntry& entry) {
  return fmt::format("  {}  {:<9}  {}{}{}", to_the_second(entry.finished_at), to_string(entry.direction),
                     entry.revision.empty() ? "<base>" : entry.revision, entry.detail.empty() ? "" : "  ",
                     entry.detail);
}

std::string text_of(const JournalEntry& entry) {
  switch (entry.event) {
    case JournalEvent::kRun:
      return fmt::format("{}  {}  by {}, dbtool {}", to_the_second(entry.started_at), entry.command,
                         entry.actor, entry.tool_version);
    case JournalEvent::kStep:
      return step_text(entry);
    case JournalEvent::kError:
      return fmt::format("  {}  failed     {}: {}", to_the_second(entry.finished_at), entry.revision,
                         entry.detail);
    case JournalEvent::kIntent:
    case JournalEvent::kDone:
    case JournalEvent::kFailed:
      return fmt::format(
          "  {}  {:<9}  {} operation {}, statement {}: {}",
          to_the_second(entry.event == JournalEvent::kIntent ? entry.started_at : entry.finished_at),
          to_string(entry.event), entry.revision, entry.place.operation, entry.place.statement, entry.detail);
  }
  return {};
}

bool is_of_statement(const JournalEntry& entry) {
  return entry.event == JournalEvent::kIntent || entry.event == JournalEvent::kDone;
}

class Log : public Command {
 public:
  void declare(Arguments& arguments) override {
    arguments.option("-n,--limit", limit_, "ROWS", "how many rows of the journal, the newest (default: 100)");
    arguments.flag("-v,--verbose", verbose_, "each statement that no transaction covers as well");
  }

  ExitCode run(Session& session) override {
    const std::size_t limit = parse_limit();
    return session.for_each_database([&](Migrator& migrator) {
      const std::vector<JournalEntry> entries = migrator.log(limit);
      if (session.json()) {
        base::Node list = base::Node::sequence();
        for (const JournalEntry& entry : entries) list.append(to_node(entry));
        session.print(list);
      } else {
        print(session, migrator, entries);
      }
      return ExitCode::kDone;
    });
  }

 private:
  [[nodiscard]] std::size_t parse_limit() const {
    std::size_t limit = 0;
    const auto [end, error] = std::from_chars(limit_.data(), limit_.data() + limit_.size(), limit);
    if (error == std::errc() && end == limit_.data() + limit_.size() && limit > 0) return limit;
    throw Error(ErrorCode::kUsage, fmt::format("'--limit {}' is no number of rows", limit_));
  }

  /// The newest run first, and each run in the order in which things happened.
  void print(Session& session, Migrator& migrator, const std::vector<JournalEntry>& entries) const {
    session.begin_result();
    std::vector<std::string> runs;
    std::map<std::string, std::vector<const JournalEntry*>> by_run;
    for (const JournalEntry& entry : entries) {
      if (by_run[entry.run].empty()) runs.push_back(entry.run);
      by_run[entry.run].push_back(&entry);
    }
    if (const std::optional<OpenStep> open = migrator.open_step()) session.print(to_text(*open));
    for (auto run = runs.rbegin(); run != runs.rend(); ++run) {
      for (const JournalEntry* entry : by_run[*run]) {
        if (verbose_ || !is_of_statement(*entry)) session.print(base::printable(text_of(*entry)));
      }
    }
  }

  std::string limit_ = "100";
  bool verbose_ = false;
};

}  // namespace

std::unique_ptr<Command> make_log() { return std::make_unique<Log>(); }

}  // namespace dbtool::commands
