#include "base/timezone.h"

#include <ctime>

#include <gtest/gtest.h>

#include "base/files.h"
#include "temp_dir.h"
#include "thrown_error.h"

namespace dbtool::base {
namespace {

using namespace std::chrono_literals;
using std::chrono::sys_days;
using std::chrono::sys_seconds;
using std::chrono::year;

TEST(PosixTimeZoneTest, FollowsTheRule) {
  struct Case {
    const char* rule;
    sys_seconds time;
    std::chrono::seconds want;
  };
  const sys_days january = year(2040) / 1 / 15;
  const sys_days july = year(2040) / 7 / 15;
  const Case cases[] = {
      {"UTC0", january, 0h},
      {"<+0330>-3:30", july, 3h + 30min},
      {"EST5", july, -5h},
      {"CET-1CEST,M3.5.0,M10.5.0/3", january, 1h},
      {"CET-1CEST,M3.5.0,M10.5.0/3", july, 2h},
      // 25 March 2040 is the last Sunday: 02:00 CET is 01:00 UTC.
      {"CET-1CEST,M3.5.0,M10.5.0/3", sys_days(year(2040) / 3 / 25) + 59min + 59s, 1h},
      {"CET-1CEST,M3.5.0,M10.5.0/3", sys_days(year(2040) / 3 / 25) + 1h, 2h},
      {"CET-1CEST,M3.5.0,M10.5.0/3", sys_days(year(2040) / 10 / 28) + 59min + 59s, 2h},
      {"CET-1CEST,M3.5.0,M10.5.0/3", sys_days(year(2040) / 10 / 28) + 1h, 1h},
      {"AEST-10AEDT,M10.1.0,M4.1.0/3", january, 11h},
      {"AEST-10AEDT,M10.1.0,M4.1.0/3", july, 10h},
      {"IST-1GMT0,M10.5.0,M3.5.0/1", january, 0h},
      {"IST-1GMT0,M10.5.0,M3.5.0/1", july, 1h},
      {"<-02>2<-01>,M3.5.0/-1,M10.5.0/0", july, -1h},
      {"AAA0BBB,J60,J300", sys_days(year(2040) / 3 / 1) + 2h, 1h},
      {"AAA0BBB,J60,J300", sys_days(year(2040) / 2 / 29) + 2h, 0h},
      {"AAA0BBB,59,300", sys_days(year(2040) / 2 / 29) + 2h, 1h},
  };
  for (const Case& c : cases) {
    const auto zone = PosixTimeZone::parse(c.rule);
    ASSERT_TRUE(zone) << c.rule;
    EXPECT_EQ(zone->offset_at(c.time), c.want) << c.rule << " at " << c.time.time_since_epoch().count();
  }
}

TEST(PosixTimeZoneTest, RefusesWhatIsNoRule) {
  for (const char* rule :
       {"", "U0", "UTC", "<+03-3", "CET-1CEST", "CET-1CEST,M3.5.0", "CET-1CEST,M13.5.0,M10.5.0",
        "CET-1CEST,M3.6.0,M10.5.0", "CET-1CEST,M3.5.0,M10.5.0x", "UTC999999999999999", "AAA0BBB,J0,J300",
        "AAA0BBB,1,366"}) {
    EXPECT_FALSE(PosixTimeZone::parse(rule)) << rule;
  }
}

TEST(TimeZoneTest, ReadsTheTableOfTheSystem) {
  const TimeZone vienna = TimeZone::load("Europe/Vienna");
  EXPECT_EQ(vienna.offset_at(sys_days(year(2026) / 1 / 1)), 1h);
  EXPECT_EQ(vienna.offset_at(sys_days(year(2026) / 7 / 1)), 2h);
  EXPECT_EQ(vienna.offset_at(sys_days(year(2500) / 7 / 1)), 2h);
  EXPECT_EQ(vienna.offset_at(sys_days(year(1970) / 7 / 1)), 1h);
  EXPECT_EQ(vienna.offset_at(sys_days(year(1850) / 1 / 1)), 65min + 21s);
}

/// Our offsets against the C library's, month by month.
TEST(TimeZoneTest, AgreesWithTheCLibrary) {
  const char* old = std::getenv("TZ");
  const std::string saved = old == nullptr ? "" : old;
  for (const char* name : {"America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "Africa/Casablanca",
                           "Europe/Dublin", "America/Santiago", "Pacific/Apia"}) {
    ::setenv("TZ", name, 1);
    ::tzset();
    const TimeZone zone = TimeZone::load(name);
    for (sys_seconds time = sys_days(year(1930) / 1 / 1); time < sys_days(year(2100) / 1 / 1);
         time += 240h + 7min) {
      const std::time_t timestamp = time.time_since_epoch().count();
      std::tm parts{};
      ::localtime_r(&timestamp, &parts);
      ASSERT_EQ(zone.offset_at(time).count(), parts.tm_gmtoff) << name << " at " << timestamp;
    }
  }
  old == nullptr ? ::unsetenv("TZ") : ::setenv("TZ", saved.c_str(), 1);
  ::tzset();
}

TEST(TimeZoneTest, TriesTheNameInUpperCase) {
  EXPECT_EQ(TimeZone::load("est").offset_at(sys_days(year(2026) / 7 / 1)), -5h);
  EXPECT_EQ(TimeZone::load("uTc", "/nonexistent").offset_at(sys_days(year(2026) / 7 / 1)), 0s);
}

TEST(TimeZoneTest, RefusesWhatIsNoZone) {
  for (const std::string name :
       {"", "/etc/passwd", "../../../etc/passwd", "Europe", "Europe/", "tzdata.zi", "Nowhere"}) {
    const Error error = thrown_error([&] { TimeZone::load(name); });
    EXPECT_EQ(error.message(), "Can't locate timezone: " + name);
  }
}

TEST(TimeZoneTest, SurvivesBrokenFiles) {
  const std::string good = read_file("/usr/share/zoneinfo/Europe/Vienna");
  ASSERT_TRUE(TimeZone::parse(good));
  for (std::size_t size = 0; size < good.size(); size += 7) {
    const auto zone = TimeZone::parse(std::string_view(good).substr(0, size));
    if (zone) {
      EXPECT_EQ(zone->offset_at(sys_days(year(2026) / 1 / 1)), 1h) << size;
    }
  }
  for (std::size_t i = 0; i < 200; ++i) {
    std::string bad = good;
    bad[i] = '\xFF';
    const auto zone = TimeZone::parse(bad);
    if (i >= 20 && i < 44) {
      EXPECT_FALSE(zone) << "count at " << i;
    }
  }
}

}  // namespace
}  // namespace dbtool::base
