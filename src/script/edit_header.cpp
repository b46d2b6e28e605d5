#include "script/edit_header.h"

#include <optional>

#include <fmt/core.h>

#include "base/strings.h"
#include "script/header_scanner.h"
#include "script/lines.h"
#include "script/read_script.h"
#include "script/sql_line.h"
#include "script/write_script.h"

namespace dbtool::script {
namespace {

constexpr std::string_view kKey = "down_revision";
constexpr std::string_view kIdKey = "revision";

/// Some bytes of a text.
struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;
};

std::string_view key_of(std::string_view line, ScriptFormat format) {
  if (format == ScriptFormat::kSql) {
    if (classify_sql_line(line).kind != SqlLineKind::kKey) return {};
    line = base::trim(line.substr(2));
  }
  return line.substr(0, std::min(line.find(':'), line.size()));
}

/// True for a line that goes on with the value of the key above it: `- a`, or an indented one.
bool continues_value(std::string_view line) {
  return line.starts_with("- ") || line.starts_with(' ') || line == "-";
}

/// The lines of a key with its value, without the last line's end. Nothing if the header does not have it.
std::optional<Span> find_key(std::string_view text, ScriptFormat format, std::string_view key) {
  const std::size_t bom = text.size() - without_byte_order_mark(text).size();
  std::optional<Span> found;
  for (std::size_t at = bom; at < text.size();) {
    const std::string_view line = first_line(text.substr(at));
    const std::string_view content = without_line_end(line);
    if (found && (format == ScriptFormat::kSql || !continues_value(content))) return found;
    if (found || key_of(content, format) == key) {
      found = Span{.begin = found ? found->begin : at, .end = at + content.size()};
    }
    at += line.size();
  }
  return found;
}

/// The key's line as a new script has it.
std::string key_line(ScriptFormat format, const std::vector<RevisionId>& down_revisions) {
  const std::string header =
      header_text({.revision = {.id = "x", .down_revisions = down_revisions}, .format = format});
  const std::optional<Span> line = find_key(header, format, kKey);
  return header.substr(line->begin, line->end - line->begin);
}

/// `  # why` behind a value on one line.
std::string_view comment_of(std::string_view lines, ScriptFormat format) {
  if (format == ScriptFormat::kSql || lines.find('\n') != std::string_view::npos) return {};
  const std::size_t mark = lines.find(" #");
  if (mark == std::string_view::npos) return {};
  return lines.substr(lines.find_last_not_of(' ', mark) + 1);
}

/// In a list of several lines there is no place for a comment to go to.
void refuse_lost_comments(std::string_view lines, const std::string& file) {
  const bool has_comment =
      lines.find(" #") != std::string_view::npos || lines.find("\n#") != std::string_view::npos;
  if (lines.find('\n') == std::string_view::npos || !has_comment) return;
  throw Error(ErrorCode::kScript, "the script's 'down_revision' has comments in it that would be lost")
      .at({.file = file})
      .with_hint("write it on one line, or change it by hand");
}

}  // namespace

std::string with_down_revisions(std::string_view text, ScriptFormat format,
                                const std::vector<RevisionId>& down_revisions, const std::string& file) {
  std::string changed(text);
  std::string line = key_line(format, down_revisions);
  if (const std::optional<Span> old = find_key(text, format, kKey)) {
    refuse_lost_comments(text.substr(old->begin, old->end - old->begin), file);
    line += comment_of(text.substr(old->begin, old->end - old->begin), format);
    changed.replace(old->begin, old->end - old->begin, line);
  } else if (const std::optional<Span> id = find_key(text, format, kIdKey)) {
    changed.insert(id->end, (text.substr(id->end).starts_with("\r\n") ? "\r\n" : "\n") + line);
  }
  // What was changed has to be what is read, and nothing else.
  ScriptHeader wanted = read_header(format, text, file);
  const ScriptHeader got = read_header(format, changed, file);
  wanted.revision.down_revisions = down_revisions;
  wanted.revision.location = got.revision.location;
  const bool is_same = got.revision == wanted.revision && got.create_date == wanted.create_date &&
                       got.transaction == wanted.transaction;
  if (is_same) return changed;
  throw Error(ErrorCode::kScript,
              "the script's 'down_revision' is written in a way that cannot be changed here")
      .at({.file = file})
      .with_hint(fmt::format("write '{}' by hand", line));
}

}  // namespace dbtool::script
