#include "config/values.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <utility>

#include <fmt/format.h>

#include "base/strings.h"

namespace dbtool::config {
namespace {

/// Thirty years in milliseconds: nobody waits longer, and no arithmetic on it overflows.
constexpr std::int64_t kMaxMilliseconds = 1'000'000'000'000;

Error bad_value(const Setting& setting, std::string_view expected) {
  return Error(ErrorCode::kConfig, fmt::format("'{}' is not a valid value for {}; expected {}", setting.text,
                                               setting.key, expected))
      .at(setting.location);
}

template <std::size_t kCount>
bool is_one_of(std::string_view text, const std::array<std::string_view, kCount>& words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return base::equals_ignoring_case(text, word); });
}

/// Stripped parts between any of the separators; empty ones are dropped.
std::vector<std::string> split_at(std::string_view text, std::string_view separators) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(separators), text.size());
    const std::string_view part = base::trim(text.substr(0, end));
    if (!part.empty()) parts.emplace_back(part);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

/// Alembic 1.8 writes `version_path_separator = os  # Use os.pathsep...`, which it cannot read itself.
std::string_view without_comment(std::string_view text) {
  const std::size_t hash = text.find(" #");
  return base::trim(text.substr(0, hash));
}

}  // namespace

bool to_boolean(const Setting& setting) {
  static constexpr std::array<std::string_view, 6> kTrue = {"true", "yes", "on", "y", "t", "1"};
  static constexpr std::array<std::string_view, 6> kFalse = {"false", "no", "off", "n", "f", "0"};
  const std::string_view text = base::trim(setting.text);
  if (is_one_of(text, kTrue)) return true;
  if (is_one_of(text, kFalse)) return false;
  throw bad_value(setting, "'true' or 'false'");
}

std::size_t to_count(const Setting& setting) {
  const std::string_view text = base::trim(setting.text);
  std::uint32_t count = 0;
  const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (status != std::errc() || end != text.data() + text.size()) throw bad_value(setting, "a whole number");
  return count;
}

std::chrono::milliseconds to_duration(const Setting& setting) {
  static constexpr std::array<std::pair<std::string_view, std::int64_t>, 5> kUnits = {
      {{"ms", 1}, {"s", 1000}, {"m", 60'000}, {"min", 60'000}, {"h", 3'600'000}}};
  static constexpr std::string_view kExpected = "a duration such as '500ms', '60s', '5m' or '1h'";
  const std::string_view text = base::trim(setting.text);
  std::int64_t amount = 0;
  const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), amount);
  if (status != std::errc() || amount < 0) throw bad_value(setting, kExpected);
  const std::string_view unit = base::trim(text.substr(static_cast<std::size_t>(end - text.data())));
  if (unit.empty() && amount == 0) return std::chrono::milliseconds(0);
  for (const auto& [name, milliseconds] : kUnits) {
    if (!base::equals_ignoring_case(unit, name)) continue;
    if (amount > kMaxMilliseconds / milliseconds) throw bad_value(setting, "less than thirty years");
    return std::chrono::milliseconds(amount * milliseconds);
  }
  Error error = bad_value(setting, kExpected);
  if (unit.empty()) error.with_hint(fmt::format("for seconds write '{}s'", amount));
  throw std::move(error);
}

std::size_t to_choice(const Setting& setting, std::span<const std::string_view> choices) {
  const std::string_view text = base::trim(setting.text);
  const auto found = std::find_if(choices.begin(), choices.end(), [&](std::string_view choice) {
    return base::equals_ignoring_case(choice, text);
  });
  if (found == choices.end()) throw bad_value(setting, fmt::format("'{}'", fmt::join(choices, "', '")));
  return static_cast<std::size_t>(found - choices.begin());
}

std::vector<std::string> to_words(std::string_view text) { return split_at(text, ", \t\r\n\v\f"); }

std::vector<std::string> to_words(const Setting& setting) {
  return setting.items ? *setting.items : to_words(setting.text);
}

std::vector<std::string> to_model_sources(const Setting& setting) {
  if (setting.items) return *setting.items;
  std::vector<std::string> sources;
  for (std::string& line : split_at(setting.text, "\n")) {
    if (line.front() == '!' || line.find("://") != std::string::npos) {
      sources.push_back(std::move(line));
      continue;
    }
    for (std::string& part : split_at(line, ",")) sources.push_back(std::move(part));
  }
  return sources;
}

std::vector<std::string> to_paths(const Setting& setting, const std::optional<Setting>& separator) {
  if (setting.items) return *setting.items;
  const std::string_view text = setting.text;
  const std::string_view name = separator ? without_comment(separator->text) : std::string_view();
  if (name.empty()) return to_words(text);
  if (name == "os" || name == ":") return split_at(text, ":");
  if (name == ";") return split_at(text, ";");
  if (name == "space") return split_at(text, " ");
  if (name == "newline") return split_at(text, "\n");
  throw bad_value(*separator, "'space', 'newline', 'os', ':', ';'");
}

std::filesystem::path normal_path(const std::filesystem::path& path) {
  std::filesystem::path normal = path.lexically_normal();
  return normal.has_filename() ? normal : normal.parent_path();
}

std::filesystem::path to_absolute(std::string_view path, const std::filesystem::path& folder) {
  std::string text(path);
  const std::size_t colon = text.find(':');
  if (colon != std::string::npos && text.front() != '/') {
    // A Python package is a folder, and a package in a package is one below it.
    std::replace(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(colon), '.', '/');
    text[colon] = '/';
  }
  return normal_path(folder / text);
}

}  // namespace dbtool::config
