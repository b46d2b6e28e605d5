#pragma once

#include <chrono>

#include "dbtool/connection.h"
#include "dbtool/event.h"
#include "dbtool/statement.h"

namespace dbtool::runtime {

/// What a connection has to call while the statement runs: it tells the observer, if that wants to know, and
/// throws Error{kInterrupted} if somebody ends the command for the second time. Empty if there is nothing to
/// do. All must outlive it.
[[nodiscard]] Connection::Progress progress_of(const Statement& statement, Observer& observer,
                                               std::chrono::steady_clock::time_point start);

}  // namespace dbtool::runtime
