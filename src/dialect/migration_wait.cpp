#include "dialect/migration_wait.h"

#include <algorithm>
#include <thread>

#include <fmt/format.h>

#include "dbtool/error.h"

namespace dbtool::dialect {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds kShortestPause{10};
constexpr std::chrono::milliseconds kLongestPause{500};

std::string who_migrates(const std::string& holder) {
  return fmt::format("{} migrates this database", holder.empty() ? "another session" : holder);
}

}  // namespace

void wait_for_migration_lock(const MigrationWait& wait, const std::function<bool()>& try_to_take,
                             const std::function<std::string()>& holder) {
  const Clock::time_point start = Clock::now();
  for (std::chrono::milliseconds pause = kShortestPause; !try_to_take();
       pause = std::min(pause * 2, kLongestPause)) {
    const auto waited = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start);
    if (waited >= wait.timeout) {
      throw Error(ErrorCode::kLockTimeout,
                  fmt::format("{} (waited {} ms)", who_migrates(holder()), waited.count()))
          .with_hint("let it finish, or wait longer: lock_timeout");
    }
    if (pause == kShortestPause && wait.on_notice) {
      wait.on_notice(Severity::kInfo, fmt::format("{}: waiting for up to {} ms", who_migrates(holder()),
                                                  wait.timeout.count()));
    }
    std::this_thread::sleep_for(std::min(pause, wait.timeout - waited));
  }
}

}  // namespace dbtool::dialect
