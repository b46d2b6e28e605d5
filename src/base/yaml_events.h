#pragma once

#include <string>
#include <string_view>

#include <yaml.h>

#include "base/document.h"
#include "base/utf8.h"

namespace dbtool::base {

/// One event of libyaml's. Owns what hangs on it; lives no longer than its YamlEvents.
class YamlEvent {
 public:
  YamlEvent() = default;
  ~YamlEvent() { yaml_event_delete(&raw_); }
  YamlEvent(const YamlEvent&) = delete;
  YamlEvent& operator=(const YamlEvent&) = delete;

  [[nodiscard]] const yaml_event_t& raw() const noexcept { return raw_; }

 private:
  friend class YamlEvents;
  yaml_event_t raw_{};
};

/// A YAML text as libyaml's events, with its errors as ours. Keeps views of text and file name.
class YamlEvents {
 public:
  YamlEvents(std::string_view text, const std::string& file, ErrorCode code);
  ~YamlEvents() { yaml_parser_delete(&parser_); }
  YamlEvents(const YamlEvents&) = delete;
  YamlEvents& operator=(const YamlEvents&) = delete;

  /// Reads the next event into `event`, which has to be fresh. Throws Error for what is no YAML.
  void next(YamlEvent& event);

  [[noreturn]] void fail(Mark mark, std::string message, std::string hint = {}) const;
  [[noreturn]] void fail_at_byte(std::size_t offset, std::string message, std::string hint = {}) const;

  [[nodiscard]] std::string_view text() const noexcept { return text_; }
  /// libyaml counts characters, we count bytes.
  [[nodiscard]] Mark mark(const yaml_mark_t& mark) const noexcept;
  [[nodiscard]] std::size_t byte_of(const yaml_mark_t& mark) const noexcept {
    return offsets_.byte_of(mark.index);
  }

 private:
  [[noreturn]] void fail_as_libyaml_says() const;

  std::string_view text_;
  const std::string& file_;
  ErrorCode code_;
  CharacterOffsets offsets_;
  yaml_parser_t parser_{};
};

}  // namespace dbtool::base
