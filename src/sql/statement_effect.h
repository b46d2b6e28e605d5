#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sql/syntax.h"

namespace dbtool::sql {

/// What is so of the catalog once a statement is done, and is not so before.
struct CatalogFact {
  enum class Kind {
    kTable,
    kView,
    kSequence,
    kTrigger,
    kRoutine,
    kType,
    kColumn,
    kIndex,
    kConstraint,
    kEnumValue
  };
  Kind kind = Kind::kTable;
  bool exists = true;  ///< after the statement
  std::string schema;  ///< empty: not said
  std::string
      table;  ///< of a column, an index or a constraint; of an index it may not be known; of a value its enum
  std::string name;  ///< of a primary key's constraint, which has none that counts, empty

  bool operator==(const CatalogFact&) const = default;
};

/// Whether a statement of which nobody knows whether it ran may run again.
struct StatementEffect {
  enum class Kind {
    kRows,         ///< rows are all that it changes: it goes into a transaction with what remembers it
    kSession,      ///< it changes its session and nothing else
    kTransaction,  ///< it begins or ends a transaction
    kRepeatable,   ///< twice is once
    kFacts,        ///< `facts` tell
    kUnknown,      ///< its words do not tell
  };
  Kind kind = Kind::kUnknown;
  std::vector<CatalogFact> facts = {};

  bool operator==(const StatementEffect&) const = default;
};

/// What the words of one statement tell of it. Names are as the catalog has them: without quotes, and in
/// lower case where the engine takes those without quotes for such.
[[nodiscard]] StatementEffect effect_of(std::string_view statement, const Syntax& syntax);

}  // namespace dbtool::sql
