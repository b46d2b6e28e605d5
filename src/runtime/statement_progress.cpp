#include "runtime/statement_progress.h"

#include <utility>

#include "base/interrupts.h"

namespace dbtool::runtime {

Connection::Progress progress_of(const Statement& statement, Observer& observer,
                                 std::chrono::steady_clock::time_point start) {
  const bool is_told = observer.wants_progress();
  if (!is_told && !base::do_interrupts_wait()) return {};
  return [&statement, &observer, start, is_told, has_answered = false](std::int64_t rows) mutable {
    if (base::is_interrupt_urgent()) base::throw_if_interrupted();
    if (base::waiting_interrupt() != 0 && !std::exchange(has_answered, true)) {
      observer.on_event(Remark{Severity::kWarning, "alembic.runtime.migration",
                               "Stopping when this statement is done; a second signal ends it"});
    }
    if (!is_told) return;
    const auto elapsed =
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start);
    observer.on_event(StatementRunning{statement.text, rows, elapsed});
  };
}

}  // namespace dbtool::runtime
