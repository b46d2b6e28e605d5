#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "dbtool/error.h"

namespace dbtool::base {

/// Where the time comes from: tests stand still.
class Clock {
 public:
  virtual ~Clock() = default;
  [[nodiscard]] virtual std::chrono::system_clock::time_point now() const = 0;
};

class SystemClock final : public Clock {
 public:
  [[nodiscard]] std::chrono::system_clock::time_point now() const override;
};

/// What a calendar and a clock on the wall say.
struct WallTime {
  int year = 1970;
  int month = 1;  ///< from 1
  int day = 1;    ///< from 1
  int hour = 0;
  int minute = 0;
  int second = 0;
  int microsecond = 0;
  /// East of UTC; none for the local time, which Alembic writes without.
  std::optional<std::chrono::seconds> utc_offset = std::nullopt;

  bool operator==(const WallTime&) const = default;
};

/// The local time if `timezone` is empty or `local`, otherwise the time of that IANA zone, without
/// microseconds. Throws Error{kConfig} for an unknown zone.
[[nodiscard]] WallTime wall_time(std::chrono::system_clock::time_point time,
                                 const std::string& timezone = {});

/// As Python's str of a datetime: `2026-11-22 15:01:00.440071`, `2026-11-22 14:30:00+00:00`.
[[nodiscard]] std::string to_string(const WallTime& time);

}  // namespace dbtool::base
