#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "dbtool/error.h"
#include "dialects/postgresql/libpq.h"

namespace dbtool::dialects::postgresql {

/// The codes of the server's conditions that something depends on: PostgreSQL's manual, appendix A.
namespace sqlstate {
inline constexpr std::string_view kInsufficientPrivilege = "42501";
inline constexpr std::string_view kSyntaxError = "42601";
inline constexpr std::string_view kInvalidCatalogName = "3D000";
inline constexpr std::string_view kInvalidSchemaName = "3F000";
inline constexpr std::string_view kDuplicateDatabase = "42P04";
inline constexpr std::string_view kUniqueViolation = "23505";
inline constexpr std::string_view kObjectInUse = "55006";
inline constexpr std::string_view kLockNotAvailable = "55P03";
inline constexpr std::string_view kQueryCanceled = "57014";
inline constexpr std::string_view kCannotConnectNow = "57P03";
inline constexpr std::string_view kOutOfMemory = "53200";
inline constexpr std::string_view kInvalidTransactionEnd = "2D000";
inline constexpr std::string_view kIdleInTransaction = "25P03";
inline constexpr std::string_view kReadOnlyTransaction = "25006";
}  // namespace sqlstate

/// The parts of an error or a notice, as the server tells them. Empty: it does not.
struct ServerMessage {
  explicit ServerMessage(const PGresult* result);

  /// The message with its code and detail: `duplicate key value violates ... [23505]: Key (id)=(1) ...`.
  [[nodiscard]] std::string text() const;

  std::string severity;  ///< of pg_severity: `ERROR`, `NOTICE`, ...; never translated
  std::string sqlstate;
  std::string primary;
  std::string detail;
  std::string hint;
  std::string context;                  ///< where inside a function or a COPY it happened
  std::string internal_query;           ///< what a function ran
  std::optional<std::size_t> position;  ///< the number of a character in the statement, from 1
};

/// What a statement failed with, without its place in a file. `user` is whose privileges counted.
[[nodiscard]] Error to_error(const ServerMessage& message, std::string_view sql, std::string_view user);

}  // namespace dbtool::dialects::postgresql
