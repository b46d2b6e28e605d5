#pragma once

#include <string>
#include <string_view>

#include "dbtool/error.h"
#include "dialects/mysql/libmariadb.h"

namespace dbtool::dialects::mysql {

/// The numbers of the errors that something depends on: MariaDB's manual, "MariaDB Error Code Reference".
namespace error_number {
inline constexpr unsigned kAccessDeniedToDatabase = 1044;
inline constexpr unsigned kUnknownDatabase = 1049;
inline constexpr unsigned kServerShutdown = 1053;
inline constexpr unsigned kParse = 1064;
inline constexpr unsigned kKeyTooLong = 1071;
inline constexpr unsigned kRowTooLarge = 1118;
inline constexpr unsigned kTooManyConnections = 1040;
inline constexpr unsigned kNotReady = 1047;  ///< a node of a cluster that is not a part of it
inline constexpr unsigned kPacketTooLarge = 1153;
inline constexpr unsigned kLockWaitTimeout = 1205;
inline constexpr unsigned kDeadlock = 1213;
inline constexpr unsigned kOptionPrevents = 1290;  ///< --read-only
inline constexpr unsigned kQueryInterrupted = 1317;
inline constexpr unsigned kCannotExecuteReadOnly = 1792;
inline constexpr unsigned kColumnInForeignKey = 1832;
inline constexpr unsigned kColumnInForeignKeyOfOther = 1833;
inline constexpr unsigned kReadOnlyMode = 1836;
inline constexpr unsigned kAlterNotSupported = 1845;
inline constexpr unsigned kAlterNotSupportedReason = 1846;
inline constexpr unsigned kConnectionKilled = 1927;
inline constexpr unsigned kStatementTimeout = 1969;  ///< MariaDB's
inline constexpr unsigned kQueryTimeout = 3024;      ///< MySQL's
// The client library's own.
inline constexpr unsigned kCannotConnectToSocket = 2002;
inline constexpr unsigned kCannotConnectToHost = 2003;
inline constexpr unsigned kUnknownHost = 2005;
inline constexpr unsigned kServerGone = 2006;
inline constexpr unsigned kServerLost = 2013;
inline constexpr unsigned kPacketTooLargeHere = 2020;
}  // namespace error_number

/// An error as the server or the client library tells it.
struct ServerMessage {
  explicit ServerMessage(MYSQL* connection);

  /// `Table 'app.user' doesn't exist [1146, 42S02]`
  [[nodiscard]] std::string text() const;
  /// True if the connection is gone with it.
  [[nodiscard]] bool ends_connection() const noexcept;
  /// True if somebody who waits may have more luck.
  [[nodiscard]] bool may_work_later() const noexcept;

  unsigned number = 0;
  std::string sqlstate;
  std::string message;
  std::string details;  ///< what the server said besides, one line each
};

/// What a statement failed with, without its place in a file.
[[nodiscard]] Error to_error(const ServerMessage& message, std::string_view sql);

/// True for what to_error() makes of a deadlock: the transaction is rolled back.
[[nodiscard]] bool is_deadlock(const Error& error);

/// The byte of the statement at which a syntax error stands: the message tells the text there and its line.
[[nodiscard]] std::size_t offset_of_syntax_error(std::string_view message, std::string_view sql);

}  // namespace dbtool::dialects::mysql
