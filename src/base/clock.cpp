#include "base/clock.h"

#include <ctime>
#include <iterator>

#include <fmt/format.h>

#include "base/timezone.h"

namespace dbtool::base {
namespace {

using std::chrono::seconds;
using std::chrono::sys_seconds;

int as_int(unsigned value) { return static_cast<int>(value); }

WallTime calendar(sys_seconds local) {
  const auto days = std::chrono::floor<std::chrono::days>(local);
  const std::chrono::year_month_day date(days);
  const std::chrono::hh_mm_ss<seconds> time(local - days);
  return {.year = static_cast<int>(date.year()),
          .month = as_int(static_cast<unsigned>(date.month())),
          .day = as_int(static_cast<unsigned>(date.day())),
          .hour = static_cast<int>(time.hours().count()),
          .minute = static_cast<int>(time.minutes().count()),
          .second = static_cast<int>(time.seconds().count())};
}

/// The offset of the machine's own zone: $TZ, or /etc/localtime.
seconds local_offset(sys_seconds time) {
  const std::time_t timestamp = time.time_since_epoch().count();
  std::tm parts{};
  ::localtime_r(&timestamp, &parts);
  return seconds(parts.tm_gmtoff);
}

void append_offset(std::string& text, seconds offset) {
  const std::chrono::hh_mm_ss<seconds> parts(offset);
  fmt::format_to(std::back_inserter(text), "{}{:02}:{:02}", parts.is_negative() ? '-' : '+',
                 parts.hours().count(), parts.minutes().count());
  if (parts.seconds().count() != 0) {
    fmt::format_to(std::back_inserter(text), ":{:02}", parts.seconds().count());
  }
}

}  // namespace

std::chrono::system_clock::time_point SystemClock::now() const { return std::chrono::system_clock::now(); }

WallTime wall_time(std::chrono::system_clock::time_point time, const std::string& timezone) {
  const sys_seconds second = std::chrono::floor<seconds>(time);
  if (timezone.empty() || timezone == "local") {
    WallTime result = calendar(second + local_offset(second));
    const auto fraction = std::chrono::floor<std::chrono::microseconds>(time - second);
    result.microsecond = static_cast<int>(fraction.count());
    return result;
  }
  const seconds offset = TimeZone::load(timezone).offset_at(second);
  WallTime result = calendar(second + offset);
  result.utc_offset = offset;
  return result;
}

std::string to_string(const WallTime& time) {
  std::string text = fmt::format("{:04}-{:02}-{:02} {:02}:{:02}:{:02}", time.year, time.month, time.day,
                                 time.hour, time.minute, time.second);
  if (time.microsecond != 0) fmt::format_to(std::back_inserter(text), ".{:06}", time.microsecond);
  if (time.utc_offset) append_offset(text, *time.utc_offset);
  return text;
}

}  // namespace dbtool::base
