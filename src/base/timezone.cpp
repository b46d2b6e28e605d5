#include "base/timezone.h"

#include <algorithm>
#include <array>

#include "base/files.h"
#include "base/strings.h"

namespace dbtool::base {
namespace {

constexpr std::size_t kMaxFileBytes = 1U << 20U;
constexpr std::size_t kHeaderBytes = 44;
constexpr std::size_t kTypeBytes = 6;

std::uint64_t big_endian(std::string_view bytes) {
  std::uint64_t value = 0;
  for (const char byte : bytes) value = (value << 8U) | static_cast<unsigned char>(byte);
  return value;
}

/// The counts in a TZif header, and what follows it.
struct Block {
  std::size_t utc_flags = 0;
  std::size_t standard_flags = 0;
  std::size_t leap_seconds = 0;
  std::size_t transitions = 0;
  std::size_t types = 0;
  std::size_t name_bytes = 0;

  static std::optional<Block> read(std::string_view bytes) {
    if (bytes.size() < kHeaderBytes || !bytes.starts_with("TZif") || bytes[4] < '2') return std::nullopt;
    std::array<std::size_t, 6> counts{};
    for (std::size_t i = 0; i < counts.size(); ++i) counts[i] = big_endian(bytes.substr(20 + 4 * i, 4));
    return Block{counts[0], counts[1], counts[2], counts[3], counts[4], counts[5]};
  }

  /// The bytes behind the header, if a time takes `time_bytes`.
  [[nodiscard]] std::size_t bytes(std::size_t time_bytes) const {
    return transitions * (time_bytes + 1) + types * kTypeBytes + name_bytes +
           leap_seconds * (time_bytes + 4) + standard_flags + utc_flags;
  }
};

/// Only names below the folder: the name comes from a file, and may say `../../etc/passwd`.
bool is_safe_name(std::string_view name) {
  const auto parts = split(name, '/');
  return std::none_of(parts.begin(), parts.end(), [](std::string_view part) {
    return part.empty() || part.starts_with('.') || part.find('\0') != std::string_view::npos;
  });
}

std::optional<TimeZone> load_file(const std::filesystem::path& path) {
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(path, ignored)) return std::nullopt;
  return TimeZone::parse(read_file(path, kMaxFileBytes));
}

}  // namespace

TimeZone TimeZone::load(const std::string& name, const std::filesystem::path& folder) {
  if (equals_ignoring_case(name, "utc")) return {};
  for (const std::string& candidate : {name, to_upper(name)}) {
    if (!is_safe_name(candidate)) continue;
    if (auto zone = load_file(folder / candidate)) return *zone;
  }
  throw Error(ErrorCode::kConfig, "Can't locate timezone: " + name)
      .with_hint("name a zone below " + folder.string() + " such as UTC or Europe/Vienna (package tzdata)");
}

std::optional<TimeZone> TimeZone::parse(std::string_view tzif) {
  // A block with times of 32 bits for old readers, then the same with 64 bits.
  const auto old_block = Block::read(tzif);
  if (!old_block || tzif.size() - kHeaderBytes < old_block->bytes(4)) return std::nullopt;
  tzif.remove_prefix(kHeaderBytes + old_block->bytes(4));
  const auto block = Block::read(tzif);
  if (!block || tzif.size() - kHeaderBytes < block->bytes(8) || block->types == 0) return std::nullopt;

  const std::string_view times = tzif.substr(kHeaderBytes);
  const std::string_view type_indexes = times.substr(block->transitions * 8);
  const std::string_view types = type_indexes.substr(block->transitions);
  const auto offset_of_type = [&](std::size_t type) {
    const auto offset = static_cast<std::uint32_t>(big_endian(types.substr(type * kTypeBytes, 4)));
    return std::chrono::seconds(static_cast<std::int32_t>(offset));
  };
  TimeZone zone;
  zone.first_offset_ = offset_of_type(0);
  for (std::size_t i = 0; i < block->transitions; ++i) {
    const auto type = static_cast<unsigned char>(type_indexes[i]);
    if (type >= block->types) return std::nullopt;
    const auto time = static_cast<std::int64_t>(big_endian(times.substr(i * 8, 8)));
    zone.transitions_.push_back({time, offset_of_type(type)});
  }
  zone.rule_ = PosixTimeZone::parse(trim(tzif.substr(kHeaderBytes + block->bytes(8))));
  return zone;
}

std::chrono::seconds TimeZone::offset_at(std::chrono::sys_seconds time) const {
  const std::int64_t seconds = time.time_since_epoch().count();
  const auto next = std::upper_bound(transitions_.begin(), transitions_.end(), seconds,
                                     [](std::int64_t at, const Transition& t) { return at < t.time; });
  if (next == transitions_.end() && rule_) return rule_->offset_at(time);
  return next == transitions_.begin() ? first_offset_ : std::prev(next)->offset;
}

}  // namespace dbtool::base
