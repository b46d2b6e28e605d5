#include "config/ini.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/strings.h"
#include "config/interpolation.h"
#include "config/python_text.h"

namespace dbtool::config {
namespace {

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
constexpr std::string_view kDefaultSection = "DEFAULT";
constexpr std::size_t kMaxReported = 20;

/// The first byte that is no text of ours, or npos.
std::size_t find_bad_byte(std::string_view text) {
  const std::size_t nul = text.find('\0');
  return std::min(base::find_invalid_utf8(text).value_or(std::string_view::npos), nul);
}

/// The place of a byte that ends no line.
Location location_of(std::string file, std::string_view text, std::size_t offset) {
  Location place{.file = std::move(file)};
  std::string_view head = text.substr(0, offset + 1);
  while (!head.empty()) {
    place.column = head.size();
    ++place.line;
    static_cast<void>(take_line(head));
  }
  return place;
}

}  // namespace

/// One pass over the lines, as configparser.RawConfigParser._read.
class IniParser {
 public:
  explicit IniParser(std::string file) { ini_.file_ = std::move(file); }

  IniFile parse(std::string_view text, IniFile::Presets presets) && {
    for (auto& [key, value] : presets) ini_.presets_[key] = {.value = std::move(value), .line = 0};
    if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
    if (const std::size_t bad = find_bad_byte(text); bad != std::string_view::npos) {
      throw Error(ErrorCode::kConfig, text[bad] == '\0' ? "the file has a NUL byte here: it is not text"
                                                        : "the file is not UTF-8 text")
          .at(location_of(ini_.file_, text, bad));
    }
    while (!text.empty()) {
      ++line_;
      read_line(take_line(text));
    }
    end_option();
    throw_collected();
    return std::move(ini_);
  }

 private:
  Error error(std::string message) const {
    return Error(ErrorCode::kConfig, std::move(message)).at({.file = ini_.file_, .line = line_});
  }

  void read_line(std::string_view line) {
    const std::string_view text = strip(line);
    if (text.empty()) {
      if (option_ != nullptr) option_->value += '\n';
      return;
    }
    if (text.front() == '#' || text.front() == ';') return;
    const std::size_t indent = indentation(line);
    if (option_ != nullptr && indent > indent_) {
      option_->value += '\n';
      option_->value += text;
      return;
    }
    indent_ = indent;
    // The last ']' ends the name, and what follows is ignored: so does Python.
    const std::size_t close = text.rfind(']');
    if (text.front() == '[' && close != std::string_view::npos && close > 1) {
      begin_section(text.substr(1, close - 1));
    } else if (section_ == nullptr) {
      throw error("there is no section header before this line").with_hint("begin the file with '[alembic]'");
    } else {
      begin_option(text);
    }
  }

  void begin_section(std::string_view name) {
    end_option();
    section_name_ = name;
    if (name == kDefaultSection) {
      section_ = &ini_.defaults_;
      return;
    }
    const auto [entry, added] = ini_.sections_.try_emplace(section_name_);
    if (!added) {
      throw error(fmt::format("section '{}' already exists", name))
          .with_hint(fmt::format("it begins at line {}", entry->second.line));
    }
    ini_.section_names_.push_back(section_name_);
    section_ = &entry->second;
    section_->line = line_;
  }

  void begin_option(std::string_view text) {
    const std::size_t delimiter = text.find_first_of("=:");
    if (delimiter == std::string_view::npos) {
      // Not the end of the option before: lines that are indented after this one still belong to it.
      collect("this is neither a section, nor 'key = value', nor a comment");
      return;
    }
    end_option();
    const std::string key = base::to_lower(strip_right(text.substr(0, delimiter)));
    if (key.empty()) {
      collect("there is no key before the '=' or ':'");
      return;
    }
    const auto [entry, added] = section_->options.try_emplace(key);
    if (!added) {
      throw error(fmt::format("option '{}' in section '{}' already exists", key, section_name_))
          .with_hint(fmt::format("it stands at line {}", entry->second.line));
    }
    section_->keys.push_back(key);
    option_ = &entry->second;
    *option_ = {.value = std::string(strip_left(text.substr(delimiter + 1))), .line = line_};
  }

  void end_option() {
    if (option_ == nullptr) return;
    option_->value.resize(strip_right(option_->value).size());
    option_ = nullptr;
  }

  void collect(std::string message) {
    if (errors_.size() < kMaxReported) errors_.push_back(error(std::move(message)));
  }

  void throw_collected() {
    if (errors_.empty()) return;
    Error first = std::move(errors_.front());
    errors_.erase(errors_.begin());
    throw std::move(first).with_more(std::move(errors_));
  }

  IniFile ini_;
  std::size_t line_ = 0;
  std::size_t indent_ = 0;
  std::string section_name_;
  IniFile::Section* section_ = nullptr;
  IniOption* option_ = nullptr;  ///< the one that an indented line continues
  std::vector<Error> errors_;
};

IniFile IniFile::parse(std::string_view text, std::string file, Presets presets) {
  return IniParser(std::move(file)).parse(text, std::move(presets));
}

bool IniFile::has_section(std::string_view section) const {
  return sections_.find(section) != sections_.end();
}

std::vector<std::string> IniFile::keys(std::string_view section) const {
  if (section == kDefaultSection) return defaults_.keys;
  const auto found = sections_.find(section);
  return found == sections_.end() ? std::vector<std::string>() : found->second.keys;
}

const IniOption* IniFile::find(std::string_view section, std::string_view key) const {
  if (const auto own = sections_.find(section); own != sections_.end()) {
    const auto option = own->second.options.find(key);
    if (option != own->second.options.end()) return &option->second;
  }
  for (const auto* options : {&defaults_.options, &presets_}) {
    if (const auto option = options->find(key); option != options->end()) return &option->second;
  }
  return nullptr;
}

std::optional<std::string> IniFile::get(std::string_view section, std::string_view key) const {
  const IniOption* option = find(section, key);
  if (option == nullptr) return std::nullopt;
  const auto raw = [&](std::string_view name) -> const std::string* {
    const IniOption* referred = find(section, name);
    return referred == nullptr ? nullptr : &referred->value;
  };
  try {
    return interpolate(key, option->value, raw);
  } catch (Error& error) {
    error.at(location(*option));
    throw;
  }
}

}  // namespace dbtool::config
