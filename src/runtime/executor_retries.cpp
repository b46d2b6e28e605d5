// How the executor begins again where a statement has waited in vain for a lock.

#include <algorithm>
#include <chrono>
#include <thread>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/interrupts.h"
#include "runtime/executor.h"

namespace dbtool::runtime {
namespace {

constexpr std::chrono::milliseconds kFirstPause{200};
constexpr std::chrono::milliseconds kLongestPause{10'000};
constexpr int kMostDoublings = 6;
/// How often a pause looks whether it is to end.
constexpr std::chrono::milliseconds kLook{20};

}  // namespace

Executor::Progress Executor::run_plan(RevisionPlan plan, Purge purge) {
  const StepOperations operations(
      context_.library, plan.steps, context_.dialect,
      record_.is_kept() ? StepOperations::Records::kMade : StepOperations::Records::kNone);
  const std::size_t done_before = result_.steps.size();
  for (;;) {
    const std::size_t done = result_.steps.size();
    try {
      // The first step that is committed has taken it along.
      if (purge == Purge::kYes && done == done_before && !purge_rows()) return Progress::kMoved;
      return run_steps(plan, operations);
    } catch (Error& error) {
      if (!may_try_again(error)) throw;
      roll_back();
      alone_since_.reset();
      record_.failed(at_work_, error);
      const std::string holders = lock_holders();
      if (retries_left_ == 0) {
        if (!holders.empty()) error.with_hint(fmt::format("{}\n{}", holders, error.hint()));
        throw;
      }
      wait_for_lock(error, holders);
    }
    // What is committed is done; the rest begins again.
    plan.steps.erase(plan.steps.begin(),
                     plan.steps.begin() + static_cast<std::ptrdiff_t>(result_.steps.size() - done));
    plan.warnings.clear();
    rows_ = result_.rows;
    grouper_ = TransactionGrouper(context_.dialect.traits().transactional_ddl, context_.scope);
    group_ = 0;
    has_tables_ = false;
  }
}

bool Executor::may_try_again(const Error& error) const {
  if (waits_for_database_ || error.code() != ErrorCode::kLockTimeout) return false;
  // Without a journal nobody knows where to begin again.
  if (lasting_statements_ > 0 && !record_.is_kept()) return false;
  return !alone_since_ || std::chrono::steady_clock::now() - *alone_since_ < lock_timeout_;
}

std::string Executor::lock_holders() {
  try {
    const std::vector<std::string> holders = connection_.lock_holders();
    return holders.empty() ? std::string() : fmt::format("who may hold it: {}", fmt::join(holders, "; "));
  } catch (const Error&) {
    return {};  // the lock is what failed
  }
}

void Executor::wait_for_lock(const Error& error, const std::string& holders) {
  --retries_left_;
  const auto pause = std::min(kLongestPause, kFirstPause * (1 << std::min(retries_, kMostDoublings)));
  observer_.on_event(
      Remark{Severity::kWarning, "alembic.runtime.migration",
             fmt::format("{}{}{}; trying again in {} ms, at most {} times more", error.message(),
                         holders.empty() ? "" : "; ", holders, pause.count(), retries_left_)});
  ++retries_;
  const auto end = std::chrono::steady_clock::now() + pause;
  while (std::chrono::steady_clock::now() < end) {
    base::throw_if_interrupted();
    throw_if_late();
    std::this_thread::sleep_for(kLook);
  }
}

}  // namespace dbtool::runtime
