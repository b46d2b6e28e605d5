#include "runtime/statement_progress.h"

#include "base/interrupts.h"

namespace dbtool::runtime {

Connection::Progress progress_of(const Statement& statement, Observer& observer,
                                 std::chrono::steady_clock::time_point start) {
  const bool is_told = observer.wants_progress();
  if (!is_told && !base::do_interrupts_wait()) return {};
  return [&statement, &observer, start, is_told](std::int64_t rows) {
    base::throw_if_interrupted();
    if (!is_told) return;
    const auto elapsed =
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start);
    observer.on_event(StatementRunning{statement.text, rows, elapsed});
  };
}

}  // namespace dbtool::runtime
