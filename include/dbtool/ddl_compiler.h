#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dbtool/operation.h"
#include "dbtool/statement.h"

namespace dbtool {

/// Says how a table is at the moment an operation runs: the database itself online, the history
/// replayed offline. Asked only for what an engine cannot do without knowing the table.
class TableSource {
 public:
  virtual ~TableSource() = default;
  /// Null if there is no such table, or nothing is known of it. Valid until the next call.
  [[nodiscard]] virtual const Table* find(const QualifiedName& name) = 0;
  /// A schema that has, if it is known, at least the table and what mentions it: its triggers, triggers of
  /// other tables with those tables, and views, also those that use such views; the tables that inherit from
  /// it and from which it inherits; all enums; and that says so if the table cannot be read whole. The name
  /// may be a view's, and of no relation an enum's: then it has the tables with columns of that. Valid until
  /// the next call.
  [[nodiscard]] virtual const Schema& around(const QualifiedName& name) = 0;
  /// The types of a table's columns; where a database is asked, at least those that are enums, which costs
  /// less than the whole table. None if there is no such table.
  [[nodiscard]] virtual std::vector<DataType> column_types(const QualifiedName& name);
  /// True if there is an enum of this name, where the engine has such. Costs little, however often it is
  /// asked.
  [[nodiscard]] virtual bool has_enum(const QualifiedName& name);
};

/// The statements of an operation: those of a large file are made when they are asked for.
struct LazyStatements {
  std::vector<Statement> first;
  /// The next one after those, and nothing at the end; empty: there are no more. Throws Error{kScript} for a
  /// mistake in the file, with its line. The compiler must outlive it.
  std::function<std::optional<Statement>()> rest = {};
};

/// Turns operations into one engine's SQL. Pure: no connection, so that offline mode, lint and tests need
/// no server.
class DdlCompiler {
 public:
  virtual ~DdlCompiler() = default;

  /// The statements that do what the operation says, in order; none if the operation is not for this
  /// dialect or means nothing to it. Throws Error{kUnsupported} for what the engine cannot do, and
  /// Error{kScript} for what makes no sense, with the operation's location.
  [[nodiscard]] virtual LazyStatements compile_lazily(const Operation& operation,
                                                      TableSource& tables) const = 0;
  /// All of them at once.
  [[nodiscard]] std::vector<Statement> compile(const Operation& operation, TableSource& tables) const;

  /// An identifier, quoted where it has to be.
  [[nodiscard]] virtual std::string quote(std::string_view identifier) const = 0;
  /// A string literal.
  [[nodiscard]] virtual std::string literal(std::string_view text) const = 0;
  /// A column's type as it is written in DDL, e.g. `VARCHAR(64)`.
  [[nodiscard]] virtual std::string type(const DataType& type) const = 0;
};

}  // namespace dbtool
