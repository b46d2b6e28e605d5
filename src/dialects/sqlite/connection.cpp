#include "dialects/sqlite/connection.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <exception>
#include <filesystem>
#include <limits>
#include <optional>
#include <utility>

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <unistd.h>

#include "dialect/migration_wait.h"
#include "dialects/sqlite/database_file.h"
#include "dialects/sqlite/new_file.h"
#include "dialects/sqlite/run_lock.h"
#include "dialects/sqlite/syntax.h"
#include "dialects/sqlite/token_reader.h"
#include "sql/lexer.h"

namespace dbtool::dialects::sqlite {

namespace {

using Clock = std::chrono::steady_clock;

struct FinalizeStatement {
  void operator()(sqlite3_stmt* statement) const noexcept { sqlite3_finalize(statement); }
};
using StatementHandle = std::unique_ptr<sqlite3_stmt, FinalizeStatement>;

std::string name_of(const DatabaseFile& file) { return file.in_memory() ? ":memory:" : file.path; }

/// A primary result code as our own.
ErrorCode code_of(int result) {
  switch (result & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return ErrorCode::kLockTimeout;
    case SQLITE_NOTADB:
    case SQLITE_CANTOPEN:
      return ErrorCode::kConnection;
    default:
      return ErrorCode::kDatabase;
  }
}

Error locked_error(const DatabaseFile& file) {
  return Error(ErrorCode::kLockTimeout,
               fmt::format("database '{}' is locked by another process (waited {} ms)", name_of(file),
                           file.lock_timeout.count()))
      .with_hint("end the other process, or wait longer: lock_timeout");
}

/// A process died while it wrote: its journal has to be rolled back before anybody can read.
Error unfinished_error(const DatabaseFile& file) {
  return Error(ErrorCode::kConnection,
               fmt::format("database '{0}' was left in the middle of a transaction, and cannot be written to "
                           "for rolling that back from '{0}-journal' (or '-wal')",
                           name_of(file)))
      .with_hint(
          "keep the journal, and run the command as a user who may write both the file and its folder, "
          "without 'mode=ro'");
}

/// SQLite does not say why a file cannot be opened.
std::string folder_hint(const DatabaseFile& file) {
  const std::filesystem::path folder = std::filesystem::absolute(name_of(file)).parent_path();
  std::error_code ignored;
  if (!std::filesystem::is_directory(folder, ignored)) {
    return fmt::format("there is no folder '{}'", folder.string());
  }
  if (::access(folder.c_str(), W_OK | X_OK) != 0) {
    return fmt::format("the folder '{}' cannot be written to", folder.string());
  }
  if (std::filesystem::is_directory(name_of(file), ignored)) return "it is a folder";
  return "look at the permissions of the file";
}

/// What went wrong with the file itself.
Error open_error(const DatabaseFile& file, int result, const char* message) {
  if (code_of(result) == ErrorCode::kLockTimeout) return locked_error(file);
  if ((result & 0xFF) == SQLITE_NOTADB) {
    return Error(ErrorCode::kConnection, fmt::format("'{}' is not an SQLite database", name_of(file)));
  }
  if (result == SQLITE_READONLY_ROLLBACK || result == SQLITE_READONLY_RECOVERY) return unfinished_error(file);
  return Error(ErrorCode::kConnection, fmt::format("cannot open database '{}': {}", name_of(file), message))
      .with_hint(folder_hint(file));
}

int to_milliseconds(std::chrono::milliseconds time) {
  constexpr std::chrono::milliseconds::rep kMax = std::numeric_limits<int>::max();
  return static_cast<int>(std::clamp<std::chrono::milliseconds::rep>(time.count(), 0, kMax));
}

Value column_value(sqlite3_stmt* statement, int column) {
  switch (sqlite3_column_type(statement, column)) {
    case SQLITE_NULL:
      return std::monostate{};
    case SQLITE_INTEGER:
      return std::int64_t{sqlite3_column_int64(statement, column)};
    case SQLITE_FLOAT:
      return sqlite3_column_double(statement, column);
    default: {
      const bool is_text = sqlite3_column_type(statement, column) == SQLITE_TEXT;
      // Text is asked for as such: a database may keep it as UTF-16.
      const auto* bytes = is_text ? reinterpret_cast<const char*>(sqlite3_column_text(statement, column))
                                  : static_cast<const char*>(sqlite3_column_blob(statement, column));
      const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, column));
      return bytes == nullptr ? std::string() : std::string(bytes, size);
    }
  }
}

int bind_value(sqlite3_stmt* statement, int index, const Value& value) {
  if (const auto* integer = std::get_if<std::int64_t>(&value)) {
    return sqlite3_bind_int64(statement, index, *integer);
  }
  if (const auto* real = std::get_if<double>(&value)) return sqlite3_bind_double(statement, index, *real);
  if (const auto* text = std::get_if<std::string>(&value)) {
    return sqlite3_bind_text64(statement, index, text->data(), text->size(), SQLITE_STATIC, SQLITE_UTF8);
  }
  return sqlite3_bind_null(statement, index);
}

/// The first parameter in the text beyond those that are given; the text's end if there is none.
sql::Token find_missing_parameter(sqlite3_stmt* statement, int given, std::string_view sql) {
  sql::Lexer lexer(sql, syntax());
  int last = 0;  // a '?' alone counts on from the highest so far
  for (sql::Token token = lexer.next();; token = lexer.next()) {
    if (token.kind == sql::TokenKind::kEnd) return token;
    if (token.kind != sql::TokenKind::kParameter) continue;
    const std::string name(token.in(sql));
    const int index = name == "?" ? last + 1 : sqlite3_bind_parameter_index(statement, name.c_str());
    if (index > given) return token;
    last = std::max(last, index);
  }
}

/// SQLite takes a parameter without a value for NULL: what somebody meant as text would be lost unseen.
void require_parameters(sqlite3_stmt* statement, std::size_t given, std::string_view sql) {
  if (static_cast<std::size_t>(sqlite3_bind_parameter_count(statement)) <= given) return;
  const sql::Token token = find_missing_parameter(statement, static_cast<int>(given), sql);
  const bool found = token.kind == sql::TokenKind::kParameter;  // not so for Tcl's `$a::b(c)`
  throw Error(ErrorCode::kDatabase,
              fmt::format("the statement has a parameter '{}', and nothing gives it a value",
                          found ? token.in(sql) : "?"))
      .with_hint("write the value itself; what is meant as text stands in single quotes")
      .with_statement(std::string(sql), found ? token.offset : std::string::npos);
}

/// A query that reads an empty database as well as one that is not there.
bool is_plain_query(std::string_view sql) {
  const TokenReader tokens(sql);
  return tokens.is_word("select") || tokens.is_word("with") || tokens.is_word("values");
}

class SqliteConnection : public Connection {
 public:
  SqliteConnection(DatabaseFile file, std::optional<std::chrono::milliseconds> statement_timeout,
                   bool file_exists)
      : file_(std::move(file)), statement_timeout_(statement_timeout) {
    if (file_exists || file_.in_memory()) {
      open();
    } else {
      stand_in_ = true;
      open_at(":memory:", SQLite::OPEN_READWRITE);
    }
  }

  ~SqliteConnection() override {
    if (made_file_) remove_if_empty(handle());
  }

  std::int64_t execute(std::string_view sql) override {
    require_file();
    const StatementHandle statement = prepare(sql);
    if (!statement) return 0;
    require_parameters(statement.get(), 0, sql);
    const sqlite3_int64 before = sqlite3_total_changes64(handle());
    run(statement.get(), sql, nullptr);
    return sqlite3_total_changes64(handle()) == before ? 0 : sqlite3_changes64(handle());
  }

  std::vector<Row> query(std::string_view sql, std::span<const Value> parameters) override {
    if (stand_in_ && !is_plain_query(sql)) require_file();
    std::vector<Row> rows;
    const StatementHandle statement = prepare(sql);
    if (!statement) return rows;
    require_parameters(statement.get(), parameters.size(), sql);
    bind(statement.get(), parameters, sql);
    run(statement.get(), sql, &rows);
    return rows;
  }

  void execute_many(std::string_view sql, std::span<const Row> rows) override {
    if (rows.empty()) return;
    require_file();
    const StatementHandle statement = prepare(sql);
    if (!statement) return;
    for (const Row& row : rows) {
      start_clock();
      require_parameters(statement.get(), row.size(), sql);
      bind(statement.get(), row, sql);
      run(statement.get(), sql, nullptr);
      sqlite3_reset(statement.get());
    }
  }

  void begin() override {
    require_writable();
    take_run_lock();
    for (;;) {
      try {
        // Without effect inside: with it on, to drop a table that is built anew would delete others' rows.
        if (!file_.read_only) switch_foreign_keys_off();
        execute(file_.read_only ? "BEGIN" : "BEGIN IMMEDIATE");
        return;
      } catch (const Error&) {
        // Who made the file may have deleted it, still empty, since this connection opened it.
        if (!was_removed_empty(handle())) throw;
        stand_in_ = true;
      }
    }
  }
  void commit() override {
    execute("COMMIT");
    restore_foreign_keys();
  }
  void rollback() override {
    // Some errors roll back by themselves: a full disk, an interrupt.
    if (in_transaction()) execute("ROLLBACK");
    restore_foreign_keys();
  }
  bool in_transaction() const override { return sqlite3_get_autocommit(handle()) == 0; }
  std::string server_version() override { return sqlite3_libversion(); }
  void on_progress(Progress progress) override {
    progress_ = std::move(progress);
    set_hooks();
  }

 private:
  [[nodiscard]] sqlite3* handle() const { return database_->getHandle(); }

  /// Other runs of dbtool are kept away until the connection's end; other programs by BEGIN IMMEDIATE.
  void take_run_lock() {
    if (!file_.takes_lock || run_lock_ != nullptr) return;
    auto lock = std::make_unique<RunLock>(file_.path, file_.purpose);
    dialect::wait_for_migration_lock(
        {.timeout = file_.lock_timeout, .on_notice = file_.on_notice}, [&] { return lock->try_to_take(); },
        [&] { return lock->holder(); });
    run_lock_ = std::move(lock);
  }

  void switch_foreign_keys_off() {
    int is_on = 0;
    sqlite3_db_config(handle(), SQLITE_DBCONFIG_ENABLE_FKEY, -1, &is_on);
    if (is_on == 0) return;
    sqlite3_db_config(handle(), SQLITE_DBCONFIG_ENABLE_FKEY, 0, nullptr);
    foreign_keys_were_on_ = true;
  }
  void restore_foreign_keys() {
    if (std::exchange(foreign_keys_were_on_, false)) {
      sqlite3_db_config(handle(), SQLITE_DBCONFIG_ENABLE_FKEY, 1, nullptr);
    }
  }

  void open() {
    const bool look_only = file_.read_only && !file_.in_memory();
    open_at(name_of(file_), look_only ? SQLite::OPEN_READONLY : SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    int result = probe();
    if (look_only && file_.may_recover && (result & 0xFF) == SQLITE_READONLY) result = recover();
    if (result != SQLITE_OK) throw open_error(file_, result, sqlite3_errmsg(handle()));
  }

  /// Who finds that there is nothing to do may have opened a file that only can be read.
  void require_writable() const {
    if (file_.read_only || stand_in_ || sqlite3_db_readonly(handle(), "main") != 1) return;
    throw Error(ErrorCode::kConnection, fmt::format("database '{}' is read-only", name_of(file_)))
        .with_state("nothing was changed")
        .with_hint("make the file, and the folder that it is in, writable");
  }

  /// Nothing is read before the first statement: looks now whether the file is what it should be.
  int probe() { return sqlite3_exec(handle(), "PRAGMA schema_version", nullptr, nullptr, nullptr); }

  /// Only a connection that may write can roll back what another process left half done. It writes nothing
  /// else.
  int recover() {
    open_at(file_.path, SQLite::OPEN_READWRITE);
    sqlite3_exec(handle(), "PRAGMA query_only = ON", nullptr, nullptr, nullptr);
    const int result = probe();
    const bool is_told = result == SQLITE_OK || code_of(result) == ErrorCode::kLockTimeout;
    if (!is_told) throw unfinished_error(file_);  // as in a folder where the journal cannot be deleted
    return result;
  }

  void open_at(const std::string& path, int mode) {
    try {
      // A Connection is one thread's, so SQLite need not lock it for each call.
      database_ = std::make_unique<SQLite::Database>(path, mode | SQLite::OPEN_NOMUTEX,
                                                     to_milliseconds(file_.lock_timeout));
    } catch (const SQLite::Exception& exception) {
      throw open_error(file_, exception.getErrorCode(), exception.what());
    }
    sqlite3_extended_result_codes(handle(), 1);
    set_hooks();
  }

  void set_hooks() {
    const bool looks = statement_timeout_ || progress_;
    sqlite3_progress_handler(handle(), kStepsPerCheck, looks ? &look : nullptr, this);
    sqlite3_update_hook(handle(), progress_ ? &count_row : nullptr, this);
  }

  /// Until something may be written, an empty database in memory stands in for a file that is not there.
  void require_file() {
    if (!stand_in_) return;
    made_file_ = create_new_file(file_.path);
    open();
    stand_in_ = false;
  }

  /// Not null for the one statement in the text; null if it has none.
  StatementHandle prepare(std::string_view sql) {
    if (const std::size_t nul = sql.find('\0'); nul != std::string_view::npos) {
      throw Error(ErrorCode::kDatabase, "the statement holds a NUL byte")
          .with_statement(std::string(sql), nul);
    }
    if (sql.empty()) return nullptr;
    const char* tail = nullptr;
    StatementHandle statement = prepare_next(sql, 0, tail);
    while (tail != sql.data() + sql.size()) {
      const auto offset = static_cast<std::size_t>(tail - sql.data());
      if (!statement) {
        statement = prepare_next(sql, offset, tail);
      } else if (!is_blank(sql.substr(offset))) {
        throw Error(ErrorCode::kDatabase, "there is more than one statement")
            .with_statement(std::string(sql), offset);
      } else {
        break;
      }
    }
    return statement;
  }

  StatementHandle prepare_next(std::string_view sql, std::size_t offset, const char*& tail) {
    if (sql.size() > static_cast<std::size_t>(std::numeric_limits<int>::max())) {
      throw Error(ErrorCode::kDatabase, "the statement is longer than SQLite takes");
    }
    start_clock();
    sqlite3_stmt* raw = nullptr;
    const std::string_view text = sql.substr(offset);
    const int result = sqlite3_prepare_v2(handle(), text.data(), static_cast<int>(text.size()), &raw, &tail);
    StatementHandle statement(raw);
    if (thrown_) std::rethrow_exception(std::exchange(thrown_, nullptr));
    if (result != SQLITE_OK) {
      const int position = sqlite3_error_offset(handle());
      throw statement_error(result, sql, position < 0 ? position : position + static_cast<int>(offset));
    }
    return statement;
  }

  /// A statement's time runs from here.
  void start_clock() { deadline_ = Clock::now() + statement_timeout_.value_or(std::chrono::milliseconds(0)); }

  static bool is_blank(std::string_view sql) {
    TokenReader tokens(sql);
    while (tokens.take_symbol(';')) {
    }
    return tokens.at_end();
  }

  /// The values must outlive the statement, or stay until others are bound.
  void bind(sqlite3_stmt* statement, std::span<const Value> values, std::string_view sql) const {
    for (std::size_t i = 0; i < values.size(); ++i) {
      const int result = bind_value(statement, static_cast<int>(i) + 1, values[i]);
      if (result != SQLITE_OK) throw statement_error(result, sql);
    }
  }

  void run(sqlite3_stmt* statement, std::string_view sql, std::vector<Row>* rows) {
    rows_ = 0;
    const int columns = sqlite3_column_count(statement);
    int result = SQLITE_OK;
    while ((result = sqlite3_step(statement)) == SQLITE_ROW) {
      if (rows == nullptr) continue;
      Row& row = rows->emplace_back();
      row.reserve(static_cast<std::size_t>(columns));
      for (int column = 0; column < columns; ++column) row.push_back(column_value(statement, column));
    }
    if (thrown_) std::rethrow_exception(std::exchange(thrown_, nullptr));
    if (result != SQLITE_DONE) throw statement_error(result, sql);
  }

  Error statement_error(int result, std::string_view sql, int offset = -1) const {
    const std::size_t position = offset < 0 ? std::string::npos : static_cast<std::size_t>(offset);
    if (code_of(result) == ErrorCode::kLockTimeout) {
      return locked_error(file_).with_statement(std::string(sql), position);
    }
    if ((result & 0xFF) == SQLITE_INTERRUPT && statement_timeout_) {
      return Error(ErrorCode::kDatabase,
                   fmt::format("the statement took longer than {} ms", statement_timeout_->count()))
          .with_hint("allow it more time: statement_timeout")
          .with_statement(std::string(sql), position);
    }
    return Error(code_of(result), sqlite3_errmsg(handle())).with_statement(std::string(sql), position);
  }

  static void count_row(void* self, int, const char*, const char*, sqlite3_int64) {
    ++static_cast<SqliteConnection*>(self)->rows_;
  }

  /// Nonzero ends the statement.
  static int look(void* self) { return static_cast<SqliteConnection*>(self)->look_at(Clock::now()) ? 1 : 0; }

  bool look_at(Clock::time_point now) {
    if (statement_timeout_ && now > deadline_) return true;
    if (!progress_ || now < next_progress_) return false;
    next_progress_ = now + kProgressInterval;
    try {
      progress_(rows_);
    } catch (...) {
      thrown_ = std::current_exception();  // it must not pass through SQLite
      return true;
    }
    return false;
  }

  static constexpr std::chrono::milliseconds kProgressInterval{200};
  // Often enough for a deadline in milliseconds, seldom enough to cost nothing.
  static constexpr int kStepsPerCheck = 10'000;

  std::unique_ptr<RunLock> run_lock_;  ///< once it is taken
  DatabaseFile file_;
  std::optional<std::chrono::milliseconds> statement_timeout_;
  bool stand_in_ = false;
  bool foreign_keys_were_on_ = false;  ///< before the transaction
  bool made_file_ = false;             ///< and not another process
  Clock::time_point deadline_;
  Progress progress_;
  Clock::time_point next_progress_;
  std::int64_t rows_ = 0;  ///< that the statement has written
  std::exception_ptr thrown_;
  std::unique_ptr<SQLite::Database> database_;
};

}  // namespace

std::unique_ptr<Connection> connect(const DatabaseUrl& url, const ConnectOptions& options) {
  DatabaseFile file = parse_database_file(url, options);
  const bool exists = !file.in_memory() && check_path(file.path);
  if (!exists && !file.in_memory()) {
    if (file.must_exist) {
      throw Error(ErrorCode::kConnection, fmt::format("there is no database '{}'", file.path))
          .with_hint("leave out 'mode' to create it");
    }
    if (file.read_only) return nullptr;
  }
  return std::make_unique<SqliteConnection>(std::move(file), options.statement_timeout, exists);
}

}  // namespace dbtool::dialects::sqlite
