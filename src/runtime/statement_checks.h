#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "dbtool/connection.h"
#include "dbtool/statement.h"

namespace dbtool::runtime {

/// Runs the statements that only look (Statement::Kind::kCheck and kBaseline), and says what they have found.
class StatementChecks {
 public:
  /// The connection must outlive it.
  explicit StatementChecks(Connection& connection) : connection_(connection) {}

  /// Of a baseline: its rows are no failure of the check with the same text. Only what was there before all
  /// changes counts.
  void remember(const Statement& statement);
  /// Throws Error{kDatabase} with the places that a check has found.
  void check(const Statement& statement);

 private:
  Connection& connection_;
  /// By their text; nothing for one that does not even run.
  std::map<std::string, std::optional<std::vector<Row>>> baselines_;
};

}  // namespace dbtool::runtime
