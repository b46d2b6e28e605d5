#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sql/syntax.h"

namespace dbtool::sql {

/// A name as a statement has it, in lower case and without its quotes.
struct ObjectName {
  std::string kind;    ///< `table`, `index`, `view`, ...
  std::string schema;  ///< empty: not said
  std::string name;

  bool operator==(const ObjectName&) const = default;
};

/// What one statement has to do with, as far as its text tells.
struct TouchedObjects {
  std::vector<ObjectName> written;  ///< created, altered, dropped, or its rows changed
  std::vector<std::string>
      mentioned;           ///< every other word or name that is no literal; keywords are among them
  bool is_opaque = false;  ///< it may change anything: a kind of statement that is not known here
};

/// Knows data changes and the definition of tables, indexes, views, triggers, sequences, types and routines.
/// A routine that a statement calls is mentioned, and what that does is not known.
[[nodiscard]] TouchedObjects touched_objects(std::string_view statement, const Syntax& syntax);

}  // namespace dbtool::sql
