#include "dialects/postgresql/server_error.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include <fmt/format.h>

#include "base/strings.h"
#include "base/utf8.h"
#include "dialects/postgresql/syntax.h"
#include "sql/leading_keywords.h"
#include "sql/touched_objects.h"

namespace dbtool::dialects::postgresql {

namespace {

std::string field(const PGresult* result, int code) {
  const char* text = libpq().PQresultErrorField(result, code);
  return text == nullptr ? std::string() : std::string(text);
}

std::optional<std::size_t> to_position(std::string_view text) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number == 0) return std::nullopt;
  return number;
}

std::size_t byte_of(std::optional<std::size_t> position, std::string_view sql) {
  return position ? base::CharacterOffsets(sql).byte_of(*position - 1) : std::string::npos;
}

/// The name of `table public.t` and `schema s`, without a schema and quotes.
std::string name_of_object(std::string_view object) {
  const std::size_t begin = object.find_last_of(" .");
  return base::to_lower(
      base::replace_all(object.substr(begin == std::string_view::npos ? 0 : begin + 1), "\"", ""));
}

/// The privilege on a table that a statement needs; empty if only an owner may run it.
std::string_view table_privilege(std::string_view sql, std::string_view object) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kOnWritten = {
      {{"INSERT", "INSERT"},
       {"COPY", "INSERT"},
       {"UPDATE", "UPDATE"},
       {"DELETE", "DELETE"},
       {"TRUNCATE", "TRUNCATE"}}};
  static constexpr std::array<std::string_view, 4> kReaders = {"SELECT", "WITH", "TABLE", "CREATE"};
  const std::string keyword = sql::first_keyword(sql, syntax());
  const sql::TouchedObjects touched = sql::touched_objects(sql, syntax());
  const std::string name = name_of_object(object);
  const auto mentions = [&](std::string_view word) {
    return std::ranges::find(touched.mentioned, word) != touched.mentioned.end();
  };
  const bool is_written =
      std::ranges::any_of(touched.written, [&](const sql::ObjectName& each) { return each.name == name; });
  const auto* writer =
      std::ranges::find(kOnWritten, keyword, &std::pair<std::string_view, std::string_view>::first);
  if (writer != kOnWritten.end()) return is_written || touched.written.empty() ? writer->second : "SELECT";
  if ((keyword == "CREATE" || keyword == "ALTER") && mentions("references")) return "REFERENCES";
  if (keyword == "CREATE" && mentions("trigger")) return "TRIGGER";
  return std::ranges::find(kReaders, keyword) != kReaders.end() ? "SELECT" : "";
}

/// The privilege that a statement needs on what the server names: `table t`, `schema s`.
std::string_view privilege_for(std::string_view sql, std::string_view object) {
  static constexpr std::array<std::string_view, 4> kOfTables = {"table ", "view ", "materialized view ",
                                                                "relation "};
  const auto is_kind = [&](std::string_view kind) { return object.starts_with(kind); };
  if (std::ranges::any_of(kOfTables, is_kind)) return table_privilege(sql, object);
  if (is_kind("function ") || is_kind("procedure ") || is_kind("routine ")) return "EXECUTE";
  const bool creates = sql::first_keyword(sql, syntax()) == "CREATE";
  if (is_kind("schema ") || is_kind("database ")) {
    if (creates) return "CREATE";
    return is_kind("schema ") ? "USAGE" : "";
  }
  const bool is_used =
      is_kind("sequence ") || is_kind("type ") || is_kind("language ") || is_kind("foreign ");
  return is_used ? "USAGE" : "";
}

/// The server names the object and keeps the privilege to itself.
std::string privilege_hint(const ServerMessage& message, std::string_view sql, std::string_view user) {
  constexpr std::string_view kDenied = "permission denied for ";
  if (message.primary.starts_with(kDenied)) {
    const std::string_view object = std::string_view(message.primary).substr(kDenied.size());
    const std::string_view privilege = privilege_for(sql, object);
    if (!privilege.empty()) {
      return fmt::format("role '{}' needs the privilege {} on {}: its owner may GRANT it", user, privilege,
                         object);
    }
  }
  return fmt::format("role '{}' lacks the privilege, or does not own what it changes", user);
}

/// What an older server does not understand; empty if that is not it.
std::string_view newer_word_hint(std::string_view sql, std::size_t place) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kWords = {
      {{"virtual", "a computed column that is not stored needs PostgreSQL 18: write 'stored: true'"},
       {"enforced", "a constraint that is not enforced needs PostgreSQL 18"},
       {"without", "a key without overlaps needs PostgreSQL 18"},
       {"period", "a foreign key over periods needs PostgreSQL 18"}}};
  if (place >= sql.size()) return {};
  // PERIOD is taken for a name there: then the next word is in the way.
  const std::string_view before = base::trim(sql.substr(0, place));
  const std::size_t word_before = before.find_last_of(" (\n") + 1;
  for (const std::size_t start : {place, word_before}) {
    const std::string word = sql::first_keyword(sql.substr(start), syntax());
    for (const auto& [newer, hint] : kWords) {
      if (base::equals_ignoring_case(word, newer)) return hint;
    }
  }
  return {};
}

std::string schema_hint(const ServerMessage& message) {
  const std::string_view text = message.primary;
  const std::size_t open = text.find('"');
  const std::size_t close = text.rfind('"');
  if (open == std::string_view::npos || open == close) {
    return "no schema of the search_path exists: create one of them, or set another search_path";
  }
  const std::string_view name = text.substr(open + 1, close - open - 1);
  return fmt::format("create it before: 'execute: CREATE SCHEMA {}' in an earlier step",
                     quoting().name(name));
}

std::string hint_for(const ServerMessage& message, std::string_view sql, std::string_view user) {
  if (message.sqlstate == sqlstate::kSyntaxError && message.hint.empty()) {
    return std::string(newer_word_hint(sql, byte_of(message.position, sql)));
  }
  if (message.sqlstate == sqlstate::kInvalidSchemaName && message.hint.empty()) {
    return schema_hint(message);
  }
  if (message.sqlstate == sqlstate::kInsufficientPrivilege && message.hint.empty()) {
    return privilege_hint(message, sql, user);
  }
  if (message.sqlstate == sqlstate::kLockNotAvailable) {
    return "end the other session, or wait longer: lock_timeout";
  }
  if (message.sqlstate == sqlstate::kQueryCanceled && message.hint.empty()) {
    return "allow it more time: statement_timeout";
  }
  if (message.sqlstate == sqlstate::kIdleInTransaction) {
    return "what ran between two statements took longer than idle_in_transaction_session_timeout allows";
  }
  if (message.sqlstate == sqlstate::kReadOnlyTransaction) {
    return "a standby only reads: name the primary, or several servers with target_session_attrs=read-write";
  }
  if (message.sqlstate == sqlstate::kInvalidTransactionEnd) {
    return "what begins and ends transactions itself runs outside of one: 'transaction: false' in the "
           "script's header";
  }
  // A transaction locks every table that it makes: some 6,000 are the end by default.
  if (message.sqlstate == sqlstate::kOutOfMemory &&
      message.hint.find("max_locks_per_transaction") != std::string::npos) {
    return message.hint + " Or commit each step by itself: transaction_per_migration = true";
  }
  return message.hint;
}

}  // namespace

ServerMessage::ServerMessage(const PGresult* result)
    : severity(field(result, PG_DIAG_SEVERITY_NONLOCALIZED)),
      sqlstate(field(result, PG_DIAG_SQLSTATE)),
      primary(field(result, PG_DIAG_MESSAGE_PRIMARY)),
      detail(field(result, PG_DIAG_MESSAGE_DETAIL)),
      hint(field(result, PG_DIAG_MESSAGE_HINT)),
      context(field(result, PG_DIAG_CONTEXT)),
      internal_query(field(result, PG_DIAG_INTERNAL_QUERY)),
      position(to_position(field(result, PG_DIAG_STATEMENT_POSITION))) {
  // What the client library itself says has no fields.
  if (primary.empty()) primary = base::trim(libpq().PQresultErrorMessage(result));
}

std::string ServerMessage::text() const {
  std::string text = primary;
  if (!sqlstate.empty()) text += fmt::format(" [{}]", sqlstate);
  if (!detail.empty()) text += ": " + detail;
  // The innermost place comes first; the query of a function often stands in it.
  if (!context.empty()) text += fmt::format("\n  in {}", base::replace_all(context, "\n", "\n  in "));
  if (!internal_query.empty() && context.find(internal_query) == std::string::npos) {
    text += "\n  in the statement: " + internal_query;
  }
  return text;
}

Error to_error(const ServerMessage& message, std::string_view sql, std::string_view user) {
  const ErrorCode code =
      message.sqlstate == sqlstate::kLockNotAvailable ? ErrorCode::kLockTimeout : ErrorCode::kDatabase;
  Error error(code, message.text());
  if (!sql.empty()) error.with_statement(std::string(sql), byte_of(message.position, sql));
  if (const std::string hint = hint_for(message, sql, user); !hint.empty()) error.with_hint(hint);
  return error;
}

}  // namespace dbtool::dialects::postgresql
