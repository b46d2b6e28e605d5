#pragma once

#include <map>
#include <string>
#include <vector>

#include "dbtool/statement.h"

namespace dbtool::dialect {

/// Writes checks as plain SQL that fails, for scripts whose runner does not look at rows: what a check finds
/// is put into a temporary table that takes nothing.
class GuardWriter {
 public:
  /// What stands in a script in the place of the statement: itself, unless it is a check or a baseline. A
  /// baseline that may fail is left out; its check is not.
  [[nodiscard]] std::vector<std::string> write(const Statement& statement);
  /// Takes away what was made, at the end of a script or of a transaction.
  [[nodiscard]] std::vector<std::string> finish();

 private:
  [[nodiscard]] std::vector<std::string> write_check(const Statement& check);

  bool has_table_ = false;
  std::map<std::string, std::string> baselines_;  ///< the table with its rows, by the query
};

}  // namespace dbtool::dialect
