#pragma once

#include <map>
#include <string>
#include <vector>

#include "sql/syntax.h"

namespace dbtool::script {

/// The dialects that scripts are written for.
struct KnownDialects {
  std::vector<std::string> names = {};  ///< that a script may use; none: any
  /// How those that are built in read SQL. They live as long as what has these.
  std::map<std::string, const sql::Syntax*, std::less<>> syntaxes = {};
};

}  // namespace dbtool::script
