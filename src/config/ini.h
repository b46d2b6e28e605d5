#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dbtool/error.h"

namespace dbtool::config {

/// A value as it is written: continuation lines joined by newlines, nothing interpolated.
struct IniOption {
  std::string value;
  std::size_t line = 0;  ///< of its key, from 1; 0 for a preset
};

/// An ini file, read as Python's configparser.ConfigParser reads it: keys in lower case, `=` or `:`,
/// comments on lines of their own only, continuation by indentation, [DEFAULT], `%(key)s` and `%%`.
/// One difference: only the ASCII letters of keys are lowered.
class IniFile {
 public:
  using Presets = std::map<std::string, std::string, std::less<>>;

  /// `file` is the name for messages; `presets` are the defaults below those of [DEFAULT] (`here`).
  /// Throws Error{kConfig} with file and line: no section header, a section or a key twice, lines that
  /// are none of the above, invalid UTF-8. A byte order mark is accepted. Messages never quote a value.
  [[nodiscard]] static IniFile parse(std::string_view text, std::string file, Presets presets = {});

  [[nodiscard]] const std::string& file() const noexcept { return file_; }
  /// In the order of the file, without DEFAULT.
  [[nodiscard]] const std::vector<std::string>& sections() const noexcept { return section_names_; }
  [[nodiscard]] bool has_section(std::string_view section) const;
  /// The section's own keys in the order of the file.
  [[nodiscard]] std::vector<std::string> keys(std::string_view section) const;

  /// The value of a key (in lower case) of a section, else of [DEFAULT], else of the presets; null if
  /// there is none. A section that does not exist has the defaults.
  [[nodiscard]] const IniOption* find(std::string_view section, std::string_view key) const;
  /// The same with `%(key)s` and `%%` replaced. Throws Error{kConfig} at the key's line.
  [[nodiscard]] std::optional<std::string> get(std::string_view section, std::string_view key) const;

  [[nodiscard]] Location location(const IniOption& option) const {
    return {.file = file_, .line = option.line};
  }

 private:
  friend class IniParser;

  struct Section {
    std::size_t line = 0;
    std::vector<std::string> keys;
    std::map<std::string, IniOption, std::less<>> options;
  };

  std::string file_;
  std::vector<std::string> section_names_;
  std::map<std::string, Section, std::less<>> sections_;
  Section defaults_;
  std::map<std::string, IniOption, std::less<>> presets_;
};

}  // namespace dbtool::config
