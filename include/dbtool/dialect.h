#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dbtool/connection.h"
#include "dbtool/database_url.h"
#include "dbtool/ddl_compiler.h"
#include "dbtool/inspector.h"
#include "dbtool/schema.h"
#include "dbtool/severity.h"
#include "dbtool/type_system.h"

namespace dbtool {

namespace sql {
struct Syntax;
}

/// What is so of an engine, as data: tests and messages can ask for it by name.
struct DialectTraits {
  /// The names it answers to in `only`, `except`, per-dialect texts and types, from the most to the least
  /// special. The first is its own.
  std::span<const std::string_view> names;
  std::string_view impl_name;            ///< Alembic's name in `Context impl SQLiteImpl.`
  bool transactional_ddl = false;        ///< DDL rolls back
  std::size_t max_identifier_bytes = 0;  ///< 0: no limit
  /// True if `User` and `user` are one name, of a table as of a column, an index or a constraint, quoted or
  /// not.
  bool names_ignore_case = false;
  bool foreign_keys_may_point_ahead = false;  ///< a foreign key may name a table that does not exist yet
  // --- What the catalog tells: what autogenerate can compare ---
  bool keeps_checks = true;
  bool keeps_comments = false;
  bool keeps_identity = false;
  bool keeps_autoincrement = false;   ///< whether a column counts itself up is a property of the column
  bool keeps_unique_options = false;  ///< DEFERRABLE, INCLUDE, NULLS NOT DISTINCT
  bool constrains_computed = true;    ///< a computed column may be NOT NULL
  bool stores_computed = false;       ///< of a computed column that does not say
  bool keeps_types = false;           ///< enums and other types are objects of the database
  bool keeps_sequences = false;
  bool keeps_functions = false;
  /// The type for texts of any length, where TEXT has a limit.
  std::string_view unlimited_text = {};
  std::string_view default_index_method = {};  ///< the one that is meant if none is named
  /// Where NULL is in ascending order; in descending order it is at the other end.
  NullsOrder nulls_of_ascending = NullsOrder::kUnset;
  /// The options of a table that can be changed, and those that cannot.
  std::span<const std::string_view> table_options = {};
  std::span<const std::string_view> fixed_table_options = {};
  std::span<const std::string_view> column_options = {};  ///< the same of a column
  /// Neighbouring changes of a table cost less together: they are compiled as one batch.
  bool gathers_alterations = false;
  bool gathers_indexes = false;         ///< the same of indexes that have no other neighbours
  bool foreign_keys_fix_types = false;  ///< a foreign key keeps its columns' types from being changed
  /// ON DELETE RESTRICT is what NO ACTION is, and the catalog does not tell which of them was written.
  bool restrict_is_no_action = false;
  /// What stands for a value in a statement of Connection::execute_many(), where that adds rows more quickly
  /// than statements with many rows in their text; empty elsewhere.
  std::string_view parameter_of_many = {};
  /// A statement for the session, to be run before a transaction with Statement::Transaction::kAtomic in it.
  /// A connection of the dialect sees to it itself; a script that is only written has to have it.
  std::string_view before_atomic = {};

  [[nodiscard]] std::string_view name() const { return names.front(); }
};

/// How to connect, beside the URL.
struct ConnectOptions {
  std::chrono::milliseconds lock_timeout{60'000};  ///< for another dbtool, and for a database that is locked
  bool migration_lock = true;                      ///< begin() first makes sure that no other dbtool works
  /// How long a statement waits for locks of other sessions, where the engine has such; 0: `lock_timeout`.
  std::chrono::milliseconds statement_lock_timeout{0};
  std::string purpose = "dbtool";  ///< what others are told who find the session: `dbtool upgrade`
  std::optional<std::chrono::milliseconds> statement_timeout;
  enum class Access {
    kReadOnly,   ///< nothing is written, nothing is created
    kReadWrite,  ///< a missing SQLite file is created, as an engine's own tools would
  };
  Access access = Access::kReadWrite;
  enum class MissingDatabase {
    kFail,
    kCreate,  ///< made, empty, by the first connection that may write; until then there is none to read
  };
  MissingDatabase missing_database = MissingDatabase::kFail;
  /// How long to try again while the server cannot be reached or is still starting.
  std::chrono::milliseconds wait{0};
  /// Receives the server's notices and warnings; may be empty. What it throws ends the statement.
  std::function<void(Severity, std::string_view)> on_notice;
};

/// One kind of database. Immutable and shared: only connect() touches the outside.
class Dialect {
 public:
  virtual ~Dialect() = default;

  [[nodiscard]] virtual const DialectTraits& traits() const = 0;
  [[nodiscard]] virtual const DdlCompiler& ddl() const = 0;
  [[nodiscard]] virtual const TypeSystem& types() const = 0;
  [[nodiscard]] virtual const sql::Syntax& syntax() const = 0;
  /// Statements that take back what a statement of a script changes in its session (SET search_path): neither
  /// dbtool's own statements nor the next script are to run with it.
  [[nodiscard]] virtual std::vector<std::string> session_resets(std::string_view /*sql*/) const { return {}; }

  /// Opens a session. Throws Error{kConnection}, never with the password in it. With kReadOnly, a database
  /// that does not exist yet gives null where it would be made by who may write.
  [[nodiscard]] virtual std::unique_ptr<Connection> connect(const DatabaseUrl& url,
                                                            const ConnectOptions& options) const = 0;
  /// The dialect of the server that the connection has reached, where one kind of URL leads to several; else
  /// itself. Lives as long as the program. Throws Error{kDatabase}.
  [[nodiscard]] virtual const Dialect& variant(Connection& /*connection*/) const { return *this; }
  /// An empty database that only this connection sees and that goes with it: a place to try things. Null if
  /// the engine makes none by itself.
  [[nodiscard]] virtual std::unique_ptr<Connection> scratch() const { return nullptr; }
  /// The connection must outlive the inspector.
  [[nodiscard]] virtual std::unique_ptr<Inspector> inspector(Connection& connection) const = 0;
};

}  // namespace dbtool
