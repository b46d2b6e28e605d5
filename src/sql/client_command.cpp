#include "sql/client_command.h"

#include <algorithm>
#include <array>

#include <fmt/core.h>

#include "sql/ascii.h"

namespace dbtool::sql {

namespace {

// The client's own limit; it also keeps looking for a delimiter linear in the text.
constexpr std::size_t kLongestDelimiter = 15;

struct Line {
  std::string_view command;  // with its backslash or dot
  std::string_view arguments;
  std::size_t end = 0;
};

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

Line read_line(std::string_view text, std::size_t offset) {
  const std::size_t end = std::min(text.find('\n', offset), text.size());
  const std::string_view line = trimmed(text.substr(offset, end - offset));
  const auto* blank = std::find_if(line.begin(), line.end(), [](char c) { return is_blank(c); });
  const auto length = static_cast<std::size_t>(blank - line.begin());
  return {.command = line.substr(0, length), .arguments = trimmed(line.substr(length)), .end = end};
}

[[noreturn]] void refuse(const SourceText& source, std::size_t offset, std::string_view command) {
  throw Error(ErrorCode::kScript,
              fmt::format("'{}' is a command of the engine's own client, not SQL", command))
      .at(source.location(offset))
      .with_hint("remove the line, or write what it does as SQL");
}

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// What dumps contain, and what changes nothing for who stops at the first error and sets no variables.
ClientCommand read_backslash_line(const SourceText& source, std::size_t offset) {
  const Line line = read_line(source.text, offset);
  ClientCommand command{.end = line.end, .delimiter = {}, .note = {}};
  if (is_one_of(line.command, {"\\restrict", "\\unrestrict", "\\."})) return command;
  if (line.command == "\\set" && line.arguments.starts_with("ON_ERROR_STOP")) {
    const std::string value = lower(trimmed(line.arguments.substr(std::string_view("ON_ERROR_STOP").size())));
    if (is_one_of(value, {"", "on", "1", "true", "yes"})) return command;
  }
  if (is_one_of(line.command, {"\\connect", "\\c", "\\echo", "\\set"})) {
    const bool connects = line.command == "\\connect" || line.command == "\\c";
    const bool sets = line.command == "\\set";
    if (sets && !line.arguments.starts_with("ON_ERROR_STOP")) refuse(source, offset, line.command);
    const std::string_view why = connects ? "everything runs in the database of the URL"
                                 : sets   ? "the first error always stops a script"
                                          : "nothing is printed";
    command.note = fmt::format("passed over '{} {}': {}", line.command, line.arguments, why);
    return command;
  }
  refuse(source, offset, line.command);
}

ClientCommand read_delimiter(const SourceText& source, std::size_t offset, const Line& line) {
  std::string_view value = line.arguments.substr(0, line.arguments.find_first_of(" \t"));
  const bool quoted = value.size() > 2 &&
                      (value.front() == '\'' || value.front() == '"' || value.front() == '`') &&
                      value.back() == value.front();
  if (quoted) value = value.substr(1, value.size() - 2);
  if (value.empty() || value.size() > kLongestDelimiter || value.find('\\') != std::string_view::npos) {
    throw Error(ErrorCode::kScript, "DELIMITER needs 1 to 15 characters, without a backslash")
        .at(source.location(offset))
        .with_hint("as in DELIMITER ;;");
  }
  return {.end = line.end, .delimiter = std::string(value), .note = {}};
}

std::optional<ClientCommand> read_delimiter_line(const SourceText& source, std::size_t offset) {
  // Before the whole line is looked at: a script may have a thousand statements on one line.
  const std::string_view start = source.text.substr(offset, 10);
  const std::string word = upper(start.substr(0, start.find_first_of(" \t\r\n")));
  if (word == "DELIMITER") return read_delimiter(source, offset, read_line(source.text, offset));
  if (word == "SOURCE") refuse(source, offset, "source");
  if (word.starts_with('\\')) refuse_client_command(source, offset);
  return std::nullopt;
}

}  // namespace

std::optional<ClientCommand> read_client_command(const SourceText& source, std::size_t offset,
                                                 const Syntax& syntax) {
  const char first = source.text[offset];
  switch (syntax.client_commands) {
    case ClientCommands::kNone:
      break;
    case ClientCommands::kDotLines:
      if (first == '.') refuse_client_command(source, offset);
      break;
    case ClientCommands::kBackslashLines:
      if (first == '\\') return read_backslash_line(source, offset);
      break;
    case ClientCommands::kDelimiterLines:
      return read_delimiter_line(source, offset);
  }
  return std::nullopt;
}

std::size_t client_delimiter_size(std::string_view text, std::size_t offset, const Syntax& syntax) noexcept {
  if (syntax.client_commands != ClientCommands::kDelimiterLines) return 0;
  const std::string_view command = text.substr(offset, 2);
  const bool longer = offset + 2 < text.size() && is_name_char(text[offset + 2]);
  return (command == "\\g" || command == "\\G") && !longer ? 2 : 0;
}

void refuse_client_command(const SourceText& source, std::size_t offset) {
  refuse(source, offset, read_line(source.text, offset).command);
}

}  // namespace dbtool::sql
