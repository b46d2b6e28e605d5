#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace dbtool::base {

/// The rule at the end of a time zone's file, which holds for ever after its table:
/// `CET-1CEST,M3.5.0,M10.5.0/3` (POSIX, Base Definitions 8.3, with RFC 8536's extension).
class PosixTimeZone {
 public:
  /// Nothing if the text is no such rule.
  static std::optional<PosixTimeZone> parse(std::string_view text);

  /// East of UTC.
  [[nodiscard]] std::chrono::seconds offset_at(std::chrono::sys_seconds time) const;

 private:
  friend class PosixTimeZoneParser;

  enum class DayKind { kWeekdayOfMonth, kDayWithoutLeapDay, kDayFromZero };

  /// A day of each year, and the time on the wall at which the clocks are changed.
  struct Change {
    DayKind kind = DayKind::kWeekdayOfMonth;
    int month = 1;
    int week = 1;  ///< 5: the last one
    int day = 0;   ///< of the week (0: Sunday) or of the year
    std::chrono::seconds time = std::chrono::hours(2);

    [[nodiscard]] std::chrono::sys_seconds in(std::chrono::year year) const;
  };

  std::chrono::seconds standard_{0};
  std::chrono::seconds daylight_{0};
  bool has_daylight_ = false;
  Change start_;
  Change end_;
};

}  // namespace dbtool::base
