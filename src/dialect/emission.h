#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>

#include "dbtool/ddl_compiler.h"

namespace dbtool::dialect {

/// The statements of one operation while they are written, and what their writers may ask.
class Emission {
 public:
  Emission(const Operation& operation, TableSource& tables)
      : location_(operation.location), is_online_(operation.online), tables_(tables) {}

  /// Adds an SQL statement that stands where its operation does.
  void add(std::string sql) { statements_.first.push_back({.text = std::move(sql), .location = location_}); }
  /// Adds a statement that knows better; one without a place gets the operation's.
  void add(Statement statement) {
    if (statement.location == Location{}) statement.location = location_;
    statements_.first.push_back(std::move(statement));
  }
  /// Says how those are made that come after all that is added. Each has its place.
  void go_on_with(std::function<std::optional<Statement>()> rest) { statements_.rest = std::move(rest); }

  [[nodiscard]] TableSource& tables() const noexcept { return tables_; }
  /// Where the operation stands in its script.
  [[nodiscard]] const Location& location() const noexcept { return location_; }
  /// Whether it says `online: true`.
  [[nodiscard]] bool is_online() const noexcept { return is_online_; }
  [[nodiscard]] LazyStatements take() && { return std::move(statements_); }

 private:
  Location location_;
  bool is_online_;
  TableSource& tables_;
  LazyStatements statements_;
};

}  // namespace dbtool::dialect
