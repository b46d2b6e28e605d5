#include "dbtool/journal.h"

#include <algorithm>

namespace dbtool {

std::string_view to_string(JournalEvent event) {
  switch (event) {
    case JournalEvent::kRun:
      return "run";
    case JournalEvent::kStep:
      return "step";
    case JournalEvent::kIntent:
      return "intent";
    case JournalEvent::kDone:
      return "done";
    case JournalEvent::kFailed:
      return "failed";
    case JournalEvent::kError:
      return "error";
  }
  return {};
}

std::string_view to_string(StepKind direction) {
  switch (direction) {
    case StepKind::kUpgrade:
      return "upgrade";
    case StepKind::kDowngrade:
      return "downgrade";
    case StepKind::kStamp:
      return "stamp";
  }
  return {};
}

std::size_t OpenStep::done() const {
  return static_cast<std::size_t>(std::ranges::count_if(
      statements, [](const auto& entry) { return entry.second.event == JournalEvent::kDone; }));
}

}  // namespace dbtool
