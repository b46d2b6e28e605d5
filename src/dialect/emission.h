#pragma once

#include <string>
#include <utility>
#include <vector>

#include "dbtool/ddl_compiler.h"

namespace dbtool::dialect {

/// The statements of one operation while they are written, and what their writers may ask.
class Emission {
 public:
  Emission(const Operation& operation, TableSource& tables)
      : location_(operation.location), is_online_(operation.online), tables_(tables) {}

  /// Adds an SQL statement that stands where its operation does.
  void add(std::string sql) { statements_.push_back({.text = std::move(sql), .location = location_}); }
  /// Adds a statement that knows better; one without a place gets the operation's.
  void add(Statement statement) {
    if (statement.location == Location{}) statement.location = location_;
    statements_.push_back(std::move(statement));
  }

  [[nodiscard]] TableSource& tables() const noexcept { return tables_; }
  /// Where the operation stands in its script.
  [[nodiscard]] const Location& location() const noexcept { return location_; }
  /// Whether it says `online: true`.
  [[nodiscard]] bool is_online() const noexcept { return is_online_; }
  [[nodiscard]] std::vector<Statement> take() && { return std::move(statements_); }

 private:
  Location location_;
  bool is_online_;
  TableSource& tables_;
  std::vector<Statement> statements_;
};

}  // namespace dbtool::dialect
