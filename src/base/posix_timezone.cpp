#include "base/posix_timezone.h"

namespace dbtool::base {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using std::chrono::sys_days;
using std::chrono::sys_seconds;

/// Reads a rule from left to right; every step tells whether its part was there.
class PosixTimeZoneParser {
 public:
  explicit PosixTimeZoneParser(std::string_view text) : rest_(text) {}

  bool parse(PosixTimeZone& zone) {
    if (!skip_name() || !read_time(zone.standard_)) return false;
    zone.standard_ = -zone.standard_;  // POSIX counts to the west
    if (rest_.empty()) return true;
    zone.has_daylight_ = true;
    zone.daylight_ = zone.standard_ + hours(1);
    if (!skip_name()) return false;
    if (!rest_.starts_with(',')) {
      if (!read_time(zone.daylight_)) return false;
      zone.daylight_ = -zone.daylight_;
    }
    return take(',') && read_change(zone.start_) && take(',') && read_change(zone.end_) && rest_.empty();
  }

 private:
  bool take(char wanted) {
    if (!rest_.starts_with(wanted)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  bool skip_name() {
    const bool is_bracketed = take('<');
    std::size_t length = 0;
    while (length < rest_.size() && (is_bracketed ? rest_[length] != '>' : is_letter(rest_[length])))
      ++length;
    rest_.remove_prefix(length);
    return length >= 3 && (!is_bracketed || take('>'));
  }

  static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
  static bool is_digit(char c) { return c >= '0' && c <= '9'; }

  bool read_number(int& number, int low, int high) {
    if (rest_.empty() || !is_digit(rest_.front())) return false;
    number = 0;
    while (!rest_.empty() && is_digit(rest_.front()) && number <= high) {
      number = number * 10 + (rest_.front() - '0');
      rest_.remove_prefix(1);
    }
    return number >= low && number <= high;
  }

  /// `[+-]HH[:MM[:SS]]`
  bool read_time(seconds& time) {
    const bool is_negative = take('-');
    if (!is_negative) take('+');
    int hour = 0;
    int minute = 0;
    int second = 0;
    if (!read_number(hour, 0, 167)) return false;
    if (take(':') && !read_number(minute, 0, 59)) return false;
    if (take(':') && !read_number(second, 0, 59)) return false;
    time = hours(hour) + minutes(minute) + seconds(second);
    if (is_negative) time = -time;
    return true;
  }

  /// `Mm.w.d`, `Jn` or `n`, and `/TIME`
  bool read_change(PosixTimeZone::Change& change) {
    bool is_read = false;
    if (take('M')) {
      is_read = read_number(change.month, 1, 12) && take('.') && read_number(change.week, 1, 5) &&
                take('.') && read_number(change.day, 0, 6);
    } else if (take('J')) {
      change.kind = PosixTimeZone::DayKind::kDayWithoutLeapDay;
      is_read = read_number(change.day, 1, 365);
    } else {
      change.kind = PosixTimeZone::DayKind::kDayFromZero;
      is_read = read_number(change.day, 0, 365);
    }
    return is_read && (!take('/') || read_time(change.time));
  }

  std::string_view rest_;
};

std::optional<PosixTimeZone> PosixTimeZone::parse(std::string_view text) {
  PosixTimeZone zone;
  if (!PosixTimeZoneParser(text).parse(zone)) return std::nullopt;
  return zone;
}

sys_seconds PosixTimeZone::Change::in(std::chrono::year year) const {
  const sys_days new_year = year / std::chrono::January / 1;
  switch (kind) {
    case DayKind::kDayFromZero:
      return new_year + days(day) + time;
    case DayKind::kDayWithoutLeapDay: {
      const bool is_behind_leap_day = year.is_leap() && day >= 60;
      return new_year + days(day - (is_behind_leap_day ? 0 : 1)) + time;
    }
    case DayKind::kWeekdayOfMonth:
      break;
  }
  const auto in_month = year / std::chrono::month(static_cast<unsigned>(month));
  const std::chrono::weekday weekday(static_cast<unsigned>(day));
  if (week == 5) return sys_days(in_month / weekday[std::chrono::last]) + time;
  return sys_days(in_month / weekday[static_cast<unsigned>(week)]) + time;
}

seconds PosixTimeZone::offset_at(sys_seconds time) const {
  if (!has_daylight_) return standard_;
  const std::chrono::year_month_day date(std::chrono::floor<days>(time + standard_));
  const sys_seconds start = start_.in(date.year()) - standard_;
  const sys_seconds end = end_.in(date.year()) - daylight_;
  // South of the equator summer begins in one year and ends in the next.
  const bool is_daylight = start < end ? start <= time && time < end : time < end || start <= time;
  return is_daylight ? daylight_ : standard_;
}

}  // namespace dbtool::base
