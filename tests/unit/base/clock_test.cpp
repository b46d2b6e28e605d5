#include "base/clock.h"

#include <ctime>

#include <gtest/gtest.h>

#include "thrown_error.h"

namespace dbtool::base {
namespace {

using namespace std::chrono_literals;

std::chrono::system_clock::time_point at(std::chrono::sys_days day, std::chrono::microseconds time) {
  return day + time;
}

const auto kNovember = at(std::chrono::year(2026) / 11 / 22, 14h + 30min + 440071us);
const auto kSummer = at(std::chrono::year(2026) / 7 / 1, 23h + 30min);

TEST(WallTimeTest, HasAnOffsetInANamedZone) {
  EXPECT_EQ(to_string(wall_time(kNovember, "UTC")), "2026-11-22 14:30:00+00:00");
  EXPECT_EQ(to_string(wall_time(kNovember, "utc")), "2026-11-22 14:30:00+00:00");
  EXPECT_EQ(to_string(wall_time(kNovember, "Europe/Vienna")), "2026-11-22 15:30:00+01:00");
  EXPECT_EQ(to_string(wall_time(kSummer, "Europe/Vienna")), "2026-07-02 01:30:00+02:00");
  EXPECT_EQ(to_string(wall_time(kNovember, "America/St_Johns")), "2026-11-22 11:00:00-03:30");
}

TEST(WallTimeTest, IsLocalAndWithoutOffsetOtherwise) {
  const WallTime time = wall_time(kNovember);
  const std::time_t seconds = std::chrono::system_clock::to_time_t(kNovember);
  std::tm parts{};
  ::localtime_r(&seconds, &parts);
  EXPECT_EQ(time.year, 2026);
  EXPECT_EQ(time.hour, parts.tm_hour);
  EXPECT_EQ(time.minute, parts.tm_min);
  EXPECT_EQ(time.microsecond, 440071);
  EXPECT_FALSE(time.utc_offset);
  EXPECT_EQ(wall_time(kNovember, "local"), time);
}

TEST(WallTimeTest, IsWrittenAsPythonWritesIt) {
  WallTime time{.year = 2026, .month = 1, .day = 2, .hour = 3, .minute = 4, .second = 5};
  EXPECT_EQ(to_string(time), "2026-01-02 03:04:05");
  time.microsecond = 71;
  EXPECT_EQ(to_string(time), "2026-01-02 03:04:05.000071");
  time.utc_offset = -(5h + 30min);
  EXPECT_EQ(to_string(time), "2026-01-02 03:04:05.000071-05:30");
  time.utc_offset = 34min + 8s;
  EXPECT_EQ(to_string(time), "2026-01-02 03:04:05.000071+00:34:08");
}

TEST(WallTimeTest, RefusesUnknownZones) {
  const Error error = thrown_error([] { static_cast<void>(wall_time(kNovember, "Mars/Olympus")); });
  EXPECT_EQ(error.message(), "Can't locate timezone: Mars/Olympus");
  EXPECT_EQ(error.code(), ErrorCode::kConfig);
}

TEST(SystemClockTest, GoesOn) {
  const SystemClock clock;
  EXPECT_GT(clock.now(), kNovember - std::chrono::years(10));
}

}  // namespace
}  // namespace dbtool::base
