#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dbtool/operation.h"
#include "sql/syntax.h"

namespace dbtool::ops {

/// What a view, an index, a trigger or a constraint is made of.
struct Definition {
  std::string kind;                ///< `view`, `index`, `trigger`, `constraint`
  std::string table;               ///< the one that it is a part of; empty: none, or not known
  std::vector<std::string> words;  ///< its columns, and all that its SQL mentions, in lower case
};

/// Definitions that a history's operations make: to drop an index, or to add a row where a trigger waits, is
/// to touch what they are made of, although no operation names it. Names are told apart without schemas and
/// without regard to case, so that too much is found rather than too little.
class Definitions {
 public:
  /// Learns what the operation makes on a dialect of these names.
  void learn(const Operation& operation, std::span<const std::string_view> dialect_names,
             const sql::Syntax& syntax);

  /// All that were ever made under this name.
  [[nodiscard]] std::vector<const Definition*> find(std::string_view kind, std::string_view name) const;
  /// The triggers of a table, or those that may be.
  [[nodiscard]] std::vector<const Definition*> triggers_of(std::string_view table) const;

 private:
  friend class DefinitionReader;

  std::multimap<std::string, Definition, std::less<>> by_name_;  ///< in lower case
};

}  // namespace dbtool::ops
