// Where the executor's transactions begin and end.

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/interrupts.h"
#include "runtime/executor.h"

namespace dbtool::runtime {
namespace {

bool same_rows(std::vector<RevisionId> a, std::vector<RevisionId> b) {
  std::sort(a.begin(), a.end());
  std::sort(b.begin(), b.end());
  return a == b;
}

}  // namespace

void Executor::throw_moved() {
  throw Error(ErrorCode::kOutOfSync, "somebody else migrates this database at the same time")
      .with_hint("run 'dbtool current' to see where it is, and the command again");
}

void Executor::enter_group(const PlannedStatement& planned) {
  const bool joins = planned.in_transaction == in_transaction_ &&
                     (planned.group == group_ || transaction_is_fresh_ || !planned.in_transaction);
  group_ = planned.group;
  if (!joins) {
    commit_transaction();
    if (planned.in_transaction && !begin_transaction()) throw_moved();
  }
  transaction_is_fresh_ = false;
}

bool Executor::begin_transaction() {
  tables_.forget();
  connection_.flush();
  {
    const base::InterruptsAtOnce nothing_is_open;  // it may wait long for somebody else's lock
    waits_for_database_ = true;
    try {
      connection_.begin();
    } catch (const Error& error) {
      if (error.code() == ErrorCode::kLockTimeout) throw_if_late();  // no longer than that it waits
      throw;
    }
    waits_for_database_ = false;
  }
  in_transaction_ = true;
  const std::vector<RevisionId> now = has_tables_ ? context_.version_table.read_existing(connection_)
                                                  : context_.version_table.read(connection_);
  if (!same_rows(now, rows_)) {
    roll_back();
    return false;
  }
  if (!record_.has_looked()) record_.look();
  transaction_is_fresh_ = true;
  return true;
}

/// What is only checked at the end, such as a deferred constraint, fails without a statement of a script.
void Executor::commit() {
  connection_.flush();
  try {
    waits_for_database_ = true;
    connection_.commit();
    waits_for_database_ = false;
  } catch (Error& error) {
    if (uncommitted_.empty() || error.code() != ErrorCode::kDatabase) throw;
    const RevisionStep& last = uncommitted_.back();
    error.at({.file = context_.library.graph()[context_.library.index_of(last.revision)].location.file});
    if (error.hint().empty() && uncommitted_.size() > 1) {
      error.with_hint(fmt::format(
          "it came at the end of the transaction of {} scripts, and any of them may be the cause: "
          "'transaction_per_migration = true' in alembic.ini tells which",
          uncommitted_.size()));
    }
    throw;
  }
}

void Executor::commit_transaction() {
  if (in_transaction_) {
    // What fails now is the step's that waits.
    RevisionId next = at_work_;
    if (std::exchange(step_before_waits_, false)) at_work_ = uncommitted_.back().revision;
    record_.write();
    commit();
    record_.committed();
    at_work_ = std::move(next);
  }
  in_transaction_ = false;
  transaction_is_fresh_ = false;
  lasting_statements_ += std::exchange(pending_statements_, 0);
  result_.steps.insert(result_.steps.end(), uncommitted_.begin(), uncommitted_.end());
  uncommitted_.clear();
  result_.rows = rows_;
}

void Executor::roll_back() noexcept {
  step_before_waits_ = false;
  in_transaction_ = false;
  transaction_is_fresh_ = false;
  uncommitted_.clear();
  record_.rolled_back();
  try {
    if (connection_.in_transaction()) connection_.rollback();
  } catch (...) {
    // The first error is the one to tell; the connection's end rolls back in any case.
  }
}

}  // namespace dbtool::runtime
