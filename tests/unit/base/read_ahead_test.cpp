#include "base/read_ahead.h"

#include <atomic>
#include <chrono>
#include <stdexcept>
#include <string>
#include <thread>

#include <gtest/gtest.h>

namespace dbtool::base {
namespace {

TEST(ReadAhead, GivesWhatIsMadeInOrder) {
  int made = 0;
  ReadAhead<std::string> ahead(
      [&] { return made < 1000 ? std::optional(std::to_string(made++)) : std::nullopt; }, 3);
  for (int i = 0; i < 1000; ++i) ASSERT_EQ(ahead.next(), std::to_string(i));
  EXPECT_EQ(ahead.next(), std::nullopt);
  EXPECT_EQ(ahead.next(), std::nullopt);
}

TEST(ReadAhead, MakesNoMoreThanMayWait) {
  std::atomic<int> made = 0;
  ReadAhead<int> ahead([&] { return std::optional(++made); }, 2);
  EXPECT_EQ(ahead.next(), 1);
  EXPECT_EQ(ahead.next(), 2);
  EXPECT_LE(made, 5);  // two were taken, two wait, and one is in its maker's hand
}

TEST(ReadAhead, ThrowsWhatMakingHasThrownBehindWhatCameBefore) {
  int made = 0;
  ReadAhead<int> ahead(
      [&] {
        if (made == 2) throw std::runtime_error("the third");
        return std::optional(++made);
      },
      8);
  EXPECT_EQ(ahead.next(), 1);
  EXPECT_EQ(ahead.next(), 2);
  EXPECT_THROW((void)ahead.next(), std::runtime_error);
}

TEST(ReadAhead, MakesNoMoreOnceNobodyTakesAnyMore) {
  std::atomic<int> made = 0;
  std::atomic<bool> may_go_on = false;
  {
    const std::jthread releaser([&] {
      std::this_thread::sleep_for(std::chrono::milliseconds(50));  // the reader is on its way out by then
      may_go_on = true;
      may_go_on.notify_all();
    });
    const ReadAhead<int> ahead(
        [&] {
          may_go_on.wait(false);
          return std::optional(++made);
        },
        1000);
  }
  EXPECT_EQ(made, 1);
}

}  // namespace
}  // namespace dbtool::base
