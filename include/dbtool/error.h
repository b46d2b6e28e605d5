#pragma once

#include <cstddef>
#include <exception>
#include <string>
#include <string_view>
#include <vector>

namespace dbtool {

/// Why something failed. Callers act on this, never on the text.
enum class ErrorCode {
  kUsage,         ///< the command line, or a call, is wrong
  kConfig,        ///< alembic.ini, the environment or a URL is wrong
  kScript,        ///< a revision script is wrong
  kModels,        ///< the models are wrong
  kRevision,      ///< a revision identifier or the revision graph is wrong
  kIo,            ///< a file could not be read or written
  kConnection,    ///< the database could not be opened
  kDatabase,      ///< the engine refused a statement
  kOutOfSync,     ///< the database is not in the state that the command needs
  kLockTimeout,   ///< somebody else kept the database locked
  kIrreversible,  ///< a downgrade has to pass a revision that has none
  kUnsupported,   ///< this engine, or this version of it, cannot do that
  kInterrupted,   ///< somebody ended the command while it worked
  kInternal,      ///< a mistake of dbtool itself
};

/// A place in a file that the user wrote. Lines and columns count from 1,
/// columns in bytes; 0 means unknown.
struct Location {
  std::string file;
  std::size_t line = 0;
  std::size_t column = 0;

  bool operator==(const Location&) const = default;
};

/// `FILE:LINE:COLUMN`, as far as it is known; empty for an empty location.
[[nodiscard]] std::string to_string(const Location& location);

/// The one exception type of dbtool. A message is lower case, names the thing
/// at fault in quotes and says what is wrong; the hint says what to type next.
///
///     throw Error(ErrorCode::kScript, fmt::format("revision '{}' has no parent '{}'", id, parent))
///         .at({.file = path, .line = 3})
///         .with_hint("run 'dbtool heads' to list revisions");
class Error : public std::exception {
 public:
  /// A message of more than 4 KiB loses its middle, and so does a hint.
  Error(ErrorCode code, std::string_view message);

  /// Says where. The first place wins: who throws knows best, who passes an
  /// error on may call this for what has no place yet.
  Error& at(Location location) &;
  Error&& at(Location location) &&;

  /// Says what to do about it.
  Error& with_hint(std::string_view hint) &;
  Error&& with_hint(std::string_view hint) &&;

  /// The SQL text that the engine refused and the byte in it that it points at
  /// (`std::string::npos`: the engine gave no position).
  Error& with_statement(std::string sql, std::size_t offset = std::string::npos) &;
  Error&& with_statement(std::string sql, std::size_t offset = std::string::npos) &&;

  /// Says in what state the database is now.
  Error& with_state(std::string state) &;
  Error&& with_state(std::string state) &&;

  /// Adds what else is wrong: parsers collect everything before they throw.
  Error& with_more(std::vector<Error> more) &;
  Error&& with_more(std::vector<Error> more) &&;

  [[nodiscard]] ErrorCode code() const noexcept { return code_; }
  [[nodiscard]] const std::string& message() const noexcept { return message_; }
  [[nodiscard]] const Location& location() const noexcept { return location_; }
  [[nodiscard]] const std::string& hint() const noexcept { return hint_; }
  [[nodiscard]] const std::string& statement() const noexcept { return statement_; }
  [[nodiscard]] std::size_t statement_offset() const noexcept { return statement_offset_; }
  [[nodiscard]] const std::string& state() const noexcept { return state_; }
  [[nodiscard]] const std::vector<Error>& more() const noexcept { return more_; }

  /// `FILE:LINE:COLUMN: message`, without hint, statement and state.
  [[nodiscard]] const char* what() const noexcept override { return what_.c_str(); }

 private:
  void refresh();

  ErrorCode code_;
  std::string message_;
  Location location_;
  std::string hint_;
  std::string statement_;
  std::size_t statement_offset_ = std::string::npos;
  std::string state_;
  std::vector<Error> more_;
  std::string what_;
};

}  // namespace dbtool
