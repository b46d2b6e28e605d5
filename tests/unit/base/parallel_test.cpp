#include "base/parallel.h"

#include <atomic>
#include <stdexcept>
#include <string>
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

}  // namespace
}  // namespace dbtool::base
