#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/posix_timezone.h"
#include "dbtool/error.h"

namespace dbtool::base {

/// A zone of the IANA database, read from its file (TZif, RFC 8536). Not through $TZ and tzset(),
/// which would change the zone of all other threads.
class TimeZone {
 public:
  /// By name, as written or in upper case: `Europe/Vienna`, `utc`. Throws Error{kConfig}
  /// `Can't locate timezone: NAME`. UTC is known without a file.
  static TimeZone load(const std::string& name, const std::filesystem::path& folder = "/usr/share/zoneinfo");

  /// Nothing if the bytes are no TZif file of version 2 or later.
  static std::optional<TimeZone> parse(std::string_view tzif);

  /// East of UTC.
  [[nodiscard]] std::chrono::seconds offset_at(std::chrono::sys_seconds time) const;

 private:
  struct Transition {
    std::int64_t time = 0;  ///< seconds since 1970, UTC
    std::chrono::seconds offset{0};
  };

  std::chrono::seconds first_offset_{0};  ///< before the first transition
  std::vector<Transition> transitions_;
  std::optional<PosixTimeZone> rule_;  ///< after the last transition
};

}  // namespace dbtool::base
