#include "runtime/journal_table.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include <fmt/compile.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "dialect/no_tables.h"
#include "runtime/table_hint.h"

namespace dbtool::runtime {
namespace {

constexpr std::array kEvents = {JournalEvent::kRun,  JournalEvent::kStep,   JournalEvent::kIntent,
                                JournalEvent::kDone, JournalEvent::kFailed, JournalEvent::kError};
constexpr std::array kDirections = {StepKind::kUpgrade, StepKind::kDowngrade, StepKind::kStamp};
/// A statement that an engine takes whatever its limits are.
constexpr std::size_t kMostRows = 100;
constexpr std::size_t kMostBytes = 256U << 10U;

/// A column of text, which is NULL where there is none.
struct TextColumn {
  std::string_view name;
  int length;  ///< 0: a text of any length
  std::string JournalEntry::*member;
};
constexpr std::array kTexts = {
    TextColumn{"run", 32, &JournalEntry::run},
    TextColumn{"revision", 255, &JournalEntry::revision},
    TextColumn{"started_at", 32, &JournalEntry::started_at},
    TextColumn{"finished_at", 32, &JournalEntry::finished_at},
    TextColumn{"checksum", 80, &JournalEntry::checksum},
    TextColumn{"text_checksum", 80, &JournalEntry::text_checksum},
    TextColumn{"actor", 255, &JournalEntry::actor},
    TextColumn{"command", 255, &JournalEntry::command},
    TextColumn{"tool_version", 32, &JournalEntry::tool_version},
    TextColumn{"detail", 0, &JournalEntry::detail},
    TextColumn{"content", 0, &JournalEntry::content},
};
/// What stands before the texts in a SELECT, and before them but for the id in an INSERT.
constexpr std::string_view kOthers = "event, direction, operation, statement";
constexpr std::size_t kNumberOfOthers = std::count(kOthers.begin(), kOthers.end(), ',') + 1;
constexpr std::size_t kFirstText = kNumberOfOthers + 1;

std::string column_names(bool with_content) {
  std::string names(kOthers);
  for (const TextColumn& column : kTexts) {
    if (with_content || column.name != "content") names += fmt::format(", {}", column.name);
  }
  return names;
}

Error unreadable(std::string_view what) {
  return {ErrorCode::kOutOfSync, fmt::format("the journal has a row that dbtool has not written: {}", what)};
}

template <std::size_t N, class T>
T from_word(const std::array<T, N>& values, const std::string& word) {
  const auto found = std::ranges::find_if(values, [&](T value) { return to_string(value) == word; });
  if (found == values.end()) throw unreadable(fmt::format("'{}'", word));
  return *found;
}

std::int64_t number_of(const Value& value) {
  const std::string text = to_text(value);
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

JournalEntry to_entry(const Row& row) {
  JournalEntry entry;
  entry.id = number_of(row.at(0));
  entry.event = from_word(kEvents, to_text(row.at(1)));
  entry.direction = from_word(kDirections, to_text(row.at(2)));
  entry.place = {static_cast<std::size_t>(number_of(row.at(3))),
                 static_cast<std::size_t>(number_of(row.at(4)))};
  for (std::size_t i = 0; kFirstText + i < row.size(); ++i) {
    entry.*(kTexts[i].member) = to_text(row[kFirstText + i]);
  }
  return entry;
}

/// What an INSERT gives of it; its texts are moved out.
Row to_row(JournalEntry& entry) {
  Row row;
  row.reserve(kNumberOfOthers + kTexts.size());
  row.emplace_back(std::string(to_string(entry.event)));
  row.emplace_back(std::string(to_string(entry.direction)));
  row.emplace_back(static_cast<std::int64_t>(entry.place.operation));
  row.emplace_back(static_cast<std::int64_t>(entry.place.statement));
  for (const TextColumn& column : kTexts) {
    std::string& text = entry.*(column.member);
    if (text.empty()) {
      row.emplace_back();
    } else {
      row.emplace_back(std::move(text));
    }
  }
  return row;
}

}  // namespace

JournalTable::JournalTable(const Dialect& dialect, std::optional<QualifiedName> name)
    : dialect_(dialect), name_(std::move(name)) {
  if (!name_) return;
  const DdlCompiler& ddl = dialect.ddl();
  table_ = name_->schema.empty() ? ddl.quote(name_->name)
                                 : ddl.quote(name_->schema) + "." + ddl.quote(name_->name);
  insert_ = fmt::format("INSERT INTO {} ({}) VALUES ", table_, column_names(true));
}

bool JournalTable::exists(Connection& connection) const {
  if (!name_) return false;
  try {
    return dialect_.inspector(connection)->has_table(*name_);
  } catch (Error& error) {
    if (may_be_misnamed(error)) {
      error.with_hint("'history_table' in alembic.ini names the journal's table; empty: none is kept");
    }
    throw;
  }
}

std::string JournalTable::create_sql() const {
  const std::string_view long_text = dialect_.traits().unlimited_text;
  const DataType text = long_text.empty()
                            ? DataType{.kind = TypeKind::kText}
                            : DataType{.kind = TypeKind::kNative, .name = std::string(long_text)};
  const auto word = [](int length) { return DataType{.kind = TypeKind::kString, .length = length}; };
  Table table{.name = name_->name, .schema = name_->schema};
  table.columns = {{.name = "id", .type = {.kind = TypeKind::kInteger}, .nullable = false},
                   {.name = "event", .type = word(16), .nullable = false},
                   {.name = "direction", .type = word(16), .nullable = false},
                   {.name = "operation", .type = {.kind = TypeKind::kInteger}, .nullable = false},
                   {.name = "statement", .type = {.kind = TypeKind::kInteger}, .nullable = false}};
  for (const TextColumn& column : kTexts) {
    table.columns.push_back({.name = std::string(column.name),
                             .type = column.length == 0 ? text : word(column.length),
                             .nullable = column.name != "run"});
  }
  table.primary_key = PrimaryKey{.name = name_->name + "_pkc", .columns = {"id"}};
  dialect::NoTables no_tables;
  return dialect_.ddl()
      .compile({.what = ops::CreateTable{.table = std::move(table)}}, no_tables)
      .front()
      .text;
}

void JournalTable::insert(Connection& connection, std::vector<JournalEntry> entries) const {
  const std::string_view parameter = dialect_.traits().parameter_of_many;
  // Outside of a transaction each row would be committed by itself.
  if (parameter.empty() || !connection.in_transaction()) {
    for (const std::string& sql : insert_sql(entries)) connection.execute(sql);
    return;
  }
  std::vector<Row> rows(entries.size());
  std::ranges::transform(entries, rows.begin(), to_row);
  const std::vector<std::string_view> parameters(kNumberOfOthers + kTexts.size(), parameter);
  connection.execute_many(fmt::format("{}({})", insert_, fmt::join(parameters, ", ")), rows);
}

std::vector<std::string> JournalTable::insert_sql(std::span<const JournalEntry> entries) const {
  const DdlCompiler& ddl = dialect_.ddl();
  std::vector<std::string> statements;
  std::size_t rows = 0;
  for (const JournalEntry& entry : entries) {
    std::string values =
        fmt::format(FMT_COMPILE("('{}', '{}', {}, {}"), to_string(entry.event), to_string(entry.direction),
                    entry.place.operation, entry.place.statement);
    for (const TextColumn& column : kTexts) {
      const std::string& text = entry.*(column.member);
      values.append(", ").append(text.empty() ? "NULL" : ddl.literal(text));
    }
    values += ')';
    const bool joins = rows > 0 && rows < kMostRows && statements.back().size() + values.size() < kMostBytes;
    if (joins) {
      statements.back() += ", " + values;
      ++rows;
    } else {
      statements.push_back(insert_ + values);
      rows = 1;
    }
  }
  return statements;
}

std::vector<JournalEntry> JournalTable::select(Connection& connection, const std::string& rest,
                                               bool with_content) const {
  std::vector<JournalEntry> entries;
  const std::string sql = fmt::format("SELECT id, {} FROM {} {}", column_names(with_content), table_, rest);
  for (const Row& row : connection.query(sql)) entries.push_back(to_entry(row));
  return entries;
}

std::vector<JournalEntry> JournalTable::newest(Connection& connection, std::size_t limit) const {
  if (!exists(connection)) return {};
  std::vector<JournalEntry> entries =
      select(connection, fmt::format("ORDER BY id DESC LIMIT {}", limit), false);
  std::reverse(entries.begin(), entries.end());
  return entries;
}

std::optional<OpenStep> JournalTable::open_step(Connection& connection) const {
  if (!exists(connection)) return std::nullopt;
  const std::vector<JournalEntry> last = select(
      connection,
      fmt::format("WHERE event <> '{}' ORDER BY id DESC LIMIT 1", to_string(JournalEvent::kError)), false);
  if (last.empty() || last.front().event == JournalEvent::kStep) return std::nullopt;
  OpenStep open;
  const std::string since_last_step =
      fmt::format("WHERE id > (SELECT COALESCE(MAX(id), 0) FROM {} WHERE event = '{}') ORDER BY id", table_,
                  to_string(JournalEvent::kStep));
  for (JournalEntry& entry : select(connection, since_last_step)) {
    if (entry.event == JournalEvent::kRun || entry.event == JournalEvent::kError) continue;
    open.revision = entry.revision;
    open.direction = entry.direction;
    open.run = entry.run;
    const StatementPlace place = entry.place;
    std::string content = open.statements[place].content;
    JournalEntry& known = open.statements[place] = std::move(entry);
    if (known.content.empty()) known.content = std::move(content);
  }
  // Where all that was tried was refused, nothing is begun.
  const auto is_begun = [](const auto& each) { return each.second.event != JournalEvent::kFailed; };
  if (std::ranges::none_of(open.statements, is_begun)) return std::nullopt;
  return open;
}

std::vector<JournalEntry> JournalTable::upgrades(Connection& connection) const {
  if (!exists(connection)) return {};
  return select(connection,
                fmt::format("WHERE id IN (SELECT MAX(id) FROM {} WHERE event = '{}' AND direction = '{}' "
                            "GROUP BY revision) ORDER BY id",
                            table_, to_string(JournalEvent::kStep), to_string(StepKind::kUpgrade)),
                false);
}

std::optional<JournalEntry> JournalTable::upgrade(Connection& connection, const RevisionId& revision) const {
  if (!exists(connection)) return std::nullopt;
  std::vector<JournalEntry> entries =
      select(connection, fmt::format("WHERE event = '{}' AND direction = '{}' AND revision = {} ORDER BY id "
                                     "DESC LIMIT 1",
                                     to_string(JournalEvent::kStep), to_string(StepKind::kUpgrade),
                                     dialect_.ddl().literal(revision)));
  if (entries.empty()) return std::nullopt;
  return std::move(entries.front());
}

}  // namespace dbtool::runtime
