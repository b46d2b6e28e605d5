#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/core.h>

#include "base/diagnostics.h"
#include "base/strings.h"
#include "script/lines.h"
#include "script/sql_line.h"
#include "script/sql_script.h"
#include "sql/splitter.h"

namespace dbtool::script {
namespace {

using base::Mark;

constexpr std::string_view kDirectionNames[] = {"upgrade", "downgrade"};

std::string_view name_of(Direction direction) noexcept {
  return kDirectionNames[static_cast<std::size_t>(direction)];
}

/// The lines of one section, as offsets into the script.
struct Section {
  Direction direction = Direction::kUpgrade;
  std::vector<std::string> dialects;
  std::size_t line = 0;  ///< of its marker
  std::size_t begin = 0;
  std::size_t end = 0;
  bool has_sql = false;
};

/// A direction's texts, and the lines of the markers that gave them.
struct DirectionText {
  DialectText sql;
  std::map<std::string, std::size_t, std::less<>> lines;  ///< "" is the plain section
};

class BodyReader {
 public:
  BodyReader(std::string_view text, const std::string& file, const KnownDialects& dialects,
             const BodyScope& scope)
      : text_(without_byte_order_mark(text)),
        file_(file),
        dialects_(dialects),
        scope_(scope),
        diagnostics_(file, ErrorCode::kScript) {}

  ScriptBody read();

 private:
  void check_characters();
  void take(const SqlLine& line);
  std::string_view next_line();
  void read_section(const SqlLine& line);
  [[nodiscard]] const sql::Syntax* syntax_of(const Section& section) const;
  void refuse_section(const SqlLine& line);
  void check_names(const std::vector<std::string>& names);
  void store(const Section& section);
  void store_as(const Section& section, const std::string& name, const SourceText& source);
  void choose_database(DirectionText& text);
  [[nodiscard]] SourceText source_of(const Section& section) const;
  [[nodiscard]] std::vector<Operation> operations(Direction direction);

  std::string_view text_;
  const std::string& file_;
  const KnownDialects& dialects_;
  const BodyScope& scope_;
  base::Diagnostics diagnostics_;
  std::vector<Section> sections_;
  std::optional<std::size_t> irreversible_line_;
  std::array<DirectionText, 2> directions_;
  bool has_complained_ = false;  ///< of SQL since the last section
  std::size_t number_ = 0;       ///< of the line at hand
  std::size_t line_end_ = 0;     ///< the offset of the next one
};

Mark mark_of(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, offset);
  const std::size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0
  return {static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n')) + 1,
          offset - line_start + 1};
}

void BodyReader::check_characters() {
  if (const std::optional<std::size_t> offset = base::find_invalid_utf8(text_)) {
    diagnostics_.add(
        mark_of(text_, *offset), "not UTF-8",
        "save the file in the encoding UTF-8; where a dump has bytes in it, make it write them as "
        "hexadecimal digits (--hex-blob)");
  }
  if (const std::size_t nul = text_.find('\0'); nul != std::string_view::npos) {
    diagnostics_.add(mark_of(text_, nul), "a NUL character is not supported");
  }
  diagnostics_.throw_if_any();
}

void BodyReader::check_names(const std::vector<std::string>& names) {
  if (dialects_.names.empty()) return;
  std::vector<std::string> known = dialects_.names;
  known.insert(known.end(), scope_.databases.begin(), scope_.databases.end());
  for (const std::string& name : names) {
    if (std::any_of(known.begin(), known.end(),
                    [&](const std::string& each) { return base::equals_ignoring_case(each, name); })) {
      continue;
    }
    diagnostics_.add(
        {number_, 1},
        fmt::format("unknown {} '{}'{}", scope_.databases.empty() ? "dialect" : "dialect or database", name,
                    base::did_you_mean(name, known)),
        fmt::format("known are {}; indent the line if it is only a comment", base::join(known, ", ")));
  }
}

/// How the engine that a section is for reads SQL; null if that is not known: another database's may be any.
const sql::Syntax* BodyReader::syntax_of(const Section& section) const {
  for (const std::string& name : section.dialects) {
    if (base::equals_ignoring_case(name, scope_.database)) return scope_.syntax;
    const auto known = dialects_.syntaxes.find(name);
    return known == dialects_.syntaxes.end() ? nullptr : known->second;
  }
  return scope_.syntax;
}

std::string_view BodyReader::next_line() {
  const std::string_view line = first_line(text_.substr(line_end_));
  line_end_ += line.size();
  ++number_;
  return line;
}

bool ends_section(std::string_view line) {
  const SqlLineKind kind = classify_sql_line(line).kind;
  return kind == SqlLineKind::kSection || kind == SqlLineKind::kIrreversible ||
         kind == SqlLineKind::kBadSection;
}

/// The offset of the first line that is wanted; the text's size if there is none.
std::size_t find_line(std::string_view text, bool (*is_wanted)(std::string_view)) {
  std::size_t offset = 0;
  while (offset < text.size()) {
    const std::string_view line = first_line(text.substr(offset));
    if (is_wanted(without_line_end(line))) break;
    offset += line.size();
  }
  return offset;
}

/// The section that this line opens, up to the line that begins what comes next.
void BodyReader::read_section(const SqlLine& line) {
  check_names(line.dialects);
  Section section{
      .direction = line.direction, .dialects = line.dialects, .line = number_, .begin = line_end_};
  const std::string_view rest = text_.substr(line_end_);
  const sql::Syntax* syntax = syntax_of(section);
  const sql::SourceText source{.text = rest, .start = {.file = file_, .line = number_ + 1, .column = 1}};
  const std::size_t size =
      syntax != nullptr ? sql::find_part_end(source, *syntax, ends_section) : find_line(rest, ends_section);
  section.end = section.begin + size;
  while (line_end_ < section.end) {
    if (classify_sql_line(without_line_end(next_line())).kind == SqlLineKind::kSql) section.has_sql = true;
  }
  sections_.push_back(std::move(section));
  has_complained_ = false;
}

void BodyReader::refuse_section(const SqlLine& line) {
  const std::string_view direction = name_of(line.direction);
  if (base::equals_ignoring_case(line.value, "auto")) {
    diagnostics_.add({number_, 1}, "the inverse of SQL is not known: 'auto' is for operations in YAML",
                     fmt::format("write the SQL below '-- {0}', or '-- {0}: irreversible'", direction));
    return;
  }
  diagnostics_.add({number_, 1}, fmt::format("'{}' cannot stand behind '-- {}:'", line.value, direction),
                   fmt::format("write '-- {0}', or '-- {0} DIALECT' for one dialect only; indent the line "
                               "if it is only a comment",
                               direction));
}

void BodyReader::take(const SqlLine& line) {
  switch (line.kind) {
    case SqlLineKind::kSection:
      return read_section(line);
    case SqlLineKind::kIrreversible:
      irreversible_line_ = number_;
      return;
    case SqlLineKind::kBadSection:
      has_complained_ = true;
      return refuse_section(line);
    case SqlLineKind::kSql:
      if (std::exchange(has_complained_, true)) return;
      diagnostics_.add({number_, 1}, "SQL outside a section",
                       "write '-- upgrade' or '-- downgrade' on a line of its own above it");
      return;
    case SqlLineKind::kBlank:
    case SqlLineKind::kComment:
    case SqlLineKind::kKey:
      return;
  }
}

SourceText BodyReader::source_of(const Section& section) const {
  if (!section.has_sql) return {};
  constexpr std::string_view kSpace = " \t\r\n\f\v";
  std::string_view sql = text_.substr(section.begin, section.end - section.begin);
  const std::size_t skipped = sql.find_first_not_of(kSpace);
  sql = sql.substr(skipped, sql.find_last_not_of(kSpace) + 1 - skipped);
  const std::string_view blank = text_.substr(section.begin, skipped);
  const auto line_ends = static_cast<std::size_t>(std::count(blank.begin(), blank.end(), '\n'));
  const std::size_t column = skipped - (blank.rfind('\n') + 1) + 1;
  return {std::string(sql), {.file = file_, .line = section.line + 1 + line_ends, .column = column}};
}

void BodyReader::store_as(const Section& section, const std::string& name, const SourceText& source) {
  DirectionText& target = directions_[static_cast<std::size_t>(section.direction)];
  const auto [first, is_new] = target.lines.emplace(name, section.line);
  if (!is_new) {
    diagnostics_.add({section.line, 1},
                     fmt::format("a second section '-- {}{}{}': line {} has it, too",
                                 name_of(section.direction), name.empty() ? "" : " ", name, first->second));
  } else if (name.empty()) {
    target.sql.general = source;
  } else {
    target.sql.by_dialect.emplace(name, source);
  }
}

void BodyReader::store(const Section& section) {
  if (irreversible_line_ && section.direction == Direction::kDowngrade) {
    diagnostics_.add({section.line, 1},
                     fmt::format("a downgrade that line {} calls irreversible", *irreversible_line_));
  }
  const SourceText source = source_of(section);
  if (section.dialects.empty()) store_as(section, {}, source);
  for (const std::string& dialect : section.dialects) store_as(section, dialect, source);
}

/// What is said of a database goes before what is said of all; other databases' sections are not for us.
void BodyReader::choose_database(DirectionText& text) {
  for (const std::string& database : scope_.databases) {
    auto found = text.sql.by_dialect.extract(base::to_lower(database));
    if (!found || database != scope_.database) continue;
    text.sql.general = std::move(found.mapped());
    text.sql.by_dialect.clear();
    return;
  }
}

std::vector<Operation> BodyReader::operations(Direction direction) {
  DirectionText& text = directions_[static_cast<std::size_t>(direction)];
  choose_database(text);
  DialectText& sql = text.sql;
  const auto has_text = [](const auto& entry) { return !entry.second.empty(); };
  const auto first = std::find_if(sql.by_dialect.begin(), sql.by_dialect.end(), has_text);
  if (sql.general.empty() && first == sql.by_dialect.end()) return {};
  Location location = sql.general.empty() ? first->second.location : sql.general.location;
  ops::Execute execute;
  execute.sql = std::move(sql);
  std::vector<Operation> operations;
  operations.push_back({.what = std::move(execute), .location = std::move(location)});
  return operations;
}

ScriptBody BodyReader::read() {
  check_characters();
  while (line_end_ < text_.size()) take(classify_sql_line(without_line_end(next_line())));
  for (const Section& section : sections_) store(section);
  diagnostics_.throw_if_any();
  ScriptBody body;
  body.upgrade = operations(Direction::kUpgrade);
  body.downgrade = operations(Direction::kDowngrade);
  if (irreversible_line_) body.downgrade_kind = DowngradeKind::kIrreversible;
  return body;
}

}  // namespace

ScriptBody read_sql_body(std::string_view text, const std::string& file, const KnownDialects& dialects,
                         const BodyScope& scope) {
  return BodyReader(text, file, dialects, scope).read();
}

}  // namespace dbtool::script
