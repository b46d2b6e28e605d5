#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "dbtool/error.h"

namespace dbtool {

/// A text that the user wrote and the place where its first character stands. The
/// place serves messages only: two texts are equal when they read the same.
struct SourceText {
  std::string text;
  Location location = {};
  std::size_t margin = 0;  ///< the columns that the file has before every further line of the text

  SourceText() = default;
  SourceText(std::string content)
      : text(std::move(content)) {}                   // NOLINT: a text is one wherever it came from
  SourceText(const char* content) : text(content) {}  // NOLINT
  SourceText(std::string content, Location place, std::size_t columns = 0)
      : text(std::move(content)), location(std::move(place)), margin(columns) {}

  [[nodiscard]] bool empty() const noexcept { return text.empty(); }
  bool operator==(const SourceText& other) const { return text == other.text; }
};

/// A text for every dialect, with others for some: `"now()"` or
/// `{default: now(), NAME: CURRENT_TIMESTAMP}`.
struct DialectText {
  SourceText general;  ///< for the dialects that have none of their own; may be empty
  std::map<std::string, SourceText, std::less<>> by_dialect;

  DialectText() = default;
  DialectText(std::string text) : general(std::move(text)) {}  // NOLINT: most texts are for every dialect
  DialectText(const char* text) : general(text) {}             // NOLINT

  /// The text for a dialect, given its names from the most to the least special
  /// (a variant of an engine answers to the engine's name too).
  [[nodiscard]] const SourceText& select(std::span<const std::string_view> dialect_names) const;
  [[nodiscard]] bool empty() const noexcept { return general.empty() && by_dialect.empty(); }

  bool operator==(const DialectText&) const = default;
};

}  // namespace dbtool
