#include "base/parallel.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace dbtool::base {
namespace {

TEST(ForEachPart, DoesEachNumberOnce) {
  for (const std::size_t count : {0U, 1U, 7U, 1000U, 1001U}) {
    std::vector<std::atomic<int>> done(count);
    for_each_part(count, 3, [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) ++done[i];
    });
    for (std::size_t i = 0; i < count; ++i) EXPECT_EQ(done[i], 1) << i << " of " << count;
  }
}

TEST(ForEachPart, LeavesASmallJobWhole) {
  std::atomic<int> parts = 0;
  for_each_part(99, 100, [&](std::size_t, std::size_t) { ++parts; });
  EXPECT_EQ(parts, 1);
}

TEST(ForEachPart, LeavesTheCallersHeapAlone) {
  if (std::thread::hardware_concurrency() < 2) GTEST_SKIP() << "one processor: nothing to divide";
  std::atomic<int> on_caller = 0;
  const std::thread::id caller = std::this_thread::get_id();
  for_each_part(100, 1, [&](std::size_t, std::size_t) {
    if (std::this_thread::get_id() == caller) ++on_caller;
  });
  EXPECT_EQ(on_caller, 0);
}

TEST(ForEachPart, ThrowsWhatTheFirstPartThrew) {
  std::string thrown;
  try {
    for_each_part(10, 1, [](std::size_t begin, std::size_t) {
      throw std::runtime_error("from " + std::to_string(begin));
    });
  } catch (const std::runtime_error& error) {
    thrown = error.what();
  }
  EXPECT_EQ(thrown, "from 0");
}

TEST(ForEachPart, EndsEarlyAfterAFailure) {
  std::atomic<std::size_t> done = 0;
  EXPECT_THROW(for_each_part(1000, 1,
                             [&](std::size_t begin, std::size_t end) {
                               if (begin == 0) throw std::runtime_error("at once");
                               std::this_thread::sleep_for(std::chrono::milliseconds(20));
                               done += end - begin;
                             }),
               std::runtime_error);
  EXPECT_LT(done, 500);
}

TEST(ForEachPart, LetsTheOthersDoWhatASlowThreadDoesNot) {
  if (std::thread::hardware_concurrency() < 2) GTEST_SKIP() << "one processor: nothing to divide";
  std::mutex mutex;
  std::condition_variable is_done;
  std::size_t done = 0;
  std::atomic<bool> others_did_most = false;
  for_each_part(1000, 1, [&](std::size_t begin, std::size_t end) {
    std::unique_lock lock(mutex);
    if (begin == 0) {
      others_did_most = is_done.wait_for(lock, std::chrono::seconds(20), [&] { return done > 900; });
    }
    done += end - begin;
    is_done.notify_all();
  });
  EXPECT_TRUE(others_did_most);
}

}  // namespace
}  // namespace dbtool::base
