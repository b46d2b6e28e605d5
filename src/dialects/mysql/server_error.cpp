#include "dialects/mysql/server_error.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include <fmt/format.h>

#include "base/strings.h"

namespace dbtool::dialects::mysql {

namespace {

using namespace error_number;

template <std::size_t N>
bool is_one_of(unsigned number, const std::array<unsigned, N>& numbers) {
  return std::ranges::find(numbers, number) != numbers.end();
}

constexpr std::array kPrivilegeErrors = {kAccessDeniedToDatabase, 1142U, 1143U, 1227U, 1370U, 1419U};
constexpr std::array kForeignKeyErrors = {1005U, 1215U, 1825U, 3780U};

std::string_view hint_for(const ServerMessage& message) {
  if (is_one_of(message.number, kPrivilegeErrors)) {
    return "the user lacks a privilege: an administrator may GRANT it";
  }
  if (is_one_of(message.number, kForeignKeyErrors)) {
    return "both columns of a foreign key need the same type, sign, character set and collation, and the "
           "referenced one a key";
  }
  switch (message.number) {
    case kLockWaitTimeout:
      return "end the other session, or wait longer: lock_timeout";
    case kDeadlock:
      return "another session was in the way, and the transaction was rolled back: run the command again";
    case kStatementTimeout:
    case kQueryTimeout:
      return "allow it more time: statement_timeout";
    case kOptionPrevents:
    case kReadOnlyMode:
      return "the server only reads: name the primary, or have read_only turned off";
    case kKeyTooLong:
    case kRowTooLarge:
      return "index only the beginning of a column (length), make it shorter, or use a row format that takes "
             "more: options: {mysql: {row_format: dynamic}}";
    case kAlterNotSupported:
    case kAlterNotSupportedReason:
      return "the server cannot do it while others write: leave 'online' out, or change the table at another "
             "time";
    case kColumnInForeignKey:
    case kColumnInForeignKeyOfOther:
      return "drop the foreign key before, and create it again when both its columns have the new type";
    case kPacketTooLarge:
    case kPacketTooLargeHere:
      return "a statement is longer than the server's max_allowed_packet";
    default:
      return {};
  }
}

/// Where the line with that number begins, counted from 1.
std::size_t begin_of_line(std::string_view sql, std::size_t line) {
  std::size_t begin = 0;
  for (; line > 1; --line) {
    const std::size_t end = sql.find('\n', begin);
    if (end == std::string_view::npos) return begin;
    begin = end + 1;
  }
  return begin;
}

}  // namespace

ServerMessage::ServerMessage(MYSQL* connection)
    : number(libmariadb().mysql_errno(connection)),
      sqlstate(libmariadb().mysql_sqlstate(connection)),
      message(base::trim(libmariadb().mysql_error(connection))) {}

std::string ServerMessage::text() const {
  std::string text = fmt::format("{} [{}, {}]", message, number, sqlstate);
  if (!details.empty()) text += "\n  " + base::replace_all(details, "\n", "\n  ");
  return text;
}

bool ServerMessage::ends_connection() const noexcept {
  return is_one_of(number, std::array{kServerGone, kServerLost, kServerShutdown, kConnectionKilled});
}

bool ServerMessage::may_work_later() const noexcept {
  return is_one_of(number, std::array{kCannotConnectToSocket, kCannotConnectToHost, kUnknownHost, kServerGone,
                                      kServerLost, kServerShutdown, kTooManyConnections, kNotReady});
}

std::size_t offset_of_syntax_error(std::string_view message, std::string_view sql) {
  constexpr std::string_view kNear = "near '";
  constexpr std::string_view kAtLine = "' at line ";
  const std::size_t near = message.find(kNear);
  const std::size_t at_line = message.rfind(kAtLine);
  if (near == std::string_view::npos || at_line == std::string_view::npos || near > at_line) {
    return std::string_view::npos;
  }
  const std::string_view text = message.substr(near + kNear.size(), at_line - near - kNear.size());
  const std::string_view digits = message.substr(at_line + kAtLine.size());
  std::size_t line = 1;
  std::from_chars(digits.data(), digits.data() + digits.size(), line);
  if (text.empty()) return sql.size();
  const std::size_t from = begin_of_line(sql, line);
  const std::size_t found = sql.find(text, from);
  return found == std::string_view::npos ? from : found;
}

bool is_deadlock(const Error& error) {
  return error.message().find(fmt::format("[{},", kDeadlock)) != std::string::npos;
}

Error to_error(const ServerMessage& message, std::string_view sql) {
  const bool is_lock = message.number == kLockWaitTimeout;
  Error error(is_lock ? ErrorCode::kLockTimeout : ErrorCode::kDatabase, message.text());
  const std::size_t offset =
      message.number == kParse ? offset_of_syntax_error(message.message, sql) : std::string_view::npos;
  error.with_statement(std::string(sql), offset);
  if (const std::string_view hint = hint_for(message); !hint.empty()) error.with_hint(hint);
  return error;
}

}  // namespace dbtool::dialects::mysql
