#include "config/logging_sections.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "base/strings.h"
#include "config/values.h"

namespace dbtool::config {
namespace {

constexpr std::string_view kLoggers = "loggers";
constexpr std::string_view kLoggerOfDbtool = "alembic";

/// A level by Python's names; nothing for NOTSET and for a section that has no level.
std::optional<LogLevel> read_level(const IniFile& ini, const std::string& section) {
  static constexpr std::array<std::string_view, 8> kNames = {"NOTSET", "DEBUG", "INFO",     "WARNING",
                                                             "WARN",   "ERROR", "CRITICAL", "FATAL"};
  static constexpr std::array<LogLevel, 8> kLevels = {
      LogLevel::kDebug,   LogLevel::kDebug, LogLevel::kInfo,     LogLevel::kWarning,
      LogLevel::kWarning, LogLevel::kError, LogLevel::kCritical, LogLevel::kCritical};
  std::optional<std::string> text = ini.get(section, "level");
  if (!text || text->empty()) return std::nullopt;
  const Setting setting{.key = fmt::format("level of [{}]", section),
                        .text = std::move(*text),
                        .location = ini.location(*ini.find(section, "level"))};
  const std::size_t index = to_choice(setting, kNames);
  return index == 0 ? std::nullopt : std::optional(kLevels[index]);
}

/// The names in `keys` of [loggers], and those in `handlers` of a logger.
std::vector<std::string> read_names(const IniFile& ini, std::string_view section, std::string_view key) {
  return to_words(ini.get(section, key).value_or(""));
}

/// The section of the logger that dbtool writes to; empty if the file has none.
std::string find_logger_section(const IniFile& ini) {
  for (const std::string& name : read_names(ini, kLoggers, "keys")) {
    std::string section = fmt::format("logger_{}", name);
    if (ini.get(section, "qualname") == kLoggerOfDbtool) return section;
  }
  return {};
}

void read_formatter(const IniFile& ini, const std::string& section, LoggingConfig& logging) {
  if (!ini.has_section(section)) return;
  // Not interpolated, as in Python's fileConfig(): the percent signs are the formatter's own.
  const IniOption* format = ini.find(section, "format");
  const IniOption* datefmt = ini.find(section, "datefmt");
  logging.format = format != nullptr && !format->value.empty() ? format->value : "%(message)s";
  logging.datefmt = datefmt != nullptr ? datefmt->value : "";
}

LogStream read_stream(const IniFile& ini, const std::string& section, std::vector<ConfigWarning>& warnings) {
  const std::string kind = ini.get(section, "class").value_or("StreamHandler");
  const std::string arguments = ini.get(section, "args").value_or("");
  if (kind.ends_with("NullHandler")) return LogStream::kNone;
  if (kind.ends_with("StreamHandler")) {
    return arguments.find("stdout") == std::string::npos ? LogStream::kStderr : LogStream::kStdout;
  }
  const IniOption* place = ini.find(section, "class");
  warnings.push_back(
      {.location = ini.location(*place),
       .message = fmt::format("[{}]: a {} is not supported; log lines go to stderr", section, kind)});
  return LogStream::kStderr;
}

void read_handler(const IniFile& ini, const std::string& name, LoggingConfig& logging,
                  std::vector<ConfigWarning>& warnings) {
  const std::string section = fmt::format("handler_{}", name);
  if (!ini.has_section(section)) return;
  logging.stream = read_stream(ini, section, warnings);
  logging.handler = read_level(ini, section).value_or(LogLevel::kDebug);
  const std::string formatter = ini.get(section, "formatter").value_or("");
  if (!formatter.empty()) {
    read_formatter(ini, fmt::format("formatter_{}", formatter), logging);
  } else {
    logging.format = "%(message)s";
    logging.datefmt.clear();
  }
}

}  // namespace

LoggingConfig read_logging(const IniFile& ini, std::vector<ConfigWarning>& warnings) {
  LoggingConfig logging;
  if (!ini.has_section(kLoggers)) return logging;
  const std::string root = "logger_root";
  const std::string own = find_logger_section(ini);
  logging.root = read_level(ini, root).value_or(LogLevel::kWarning);
  logging.alembic = own.empty() ? logging.root : read_level(ini, own).value_or(logging.root);

  std::vector<std::string> handlers =
      own.empty() ? std::vector<std::string>() : read_names(ini, own, "handlers");
  if (handlers.empty()) handlers = read_names(ini, root, "handlers");
  if (handlers.empty()) {
    logging.stream = LogStream::kNone;
  } else {
    read_handler(ini, handlers.front(), logging, warnings);
  }
  return logging;
}

}  // namespace dbtool::config
