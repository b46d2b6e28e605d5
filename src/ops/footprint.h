#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dbtool/operation.h"
#include "sql/syntax.h"

namespace dbtool::ops {

/// An object of a database, or a part of one, that an operation has to do with.
struct Touch {
  enum class Access { kRead, kWrite };

  std::string kind;    ///< `table`, `index`, `view`, ...; empty: any object of this name, as SQL mentions it
  std::string schema;  ///< empty: not known
  std::string name;
  std::string part = {};  ///< `column 'title'`; empty: all of it
  Access access = Access::kWrite;

  bool operator==(const Touch&) const = default;
};

/// All that some operations have to do with.
struct Footprint {
  std::vector<Touch> touches;
  std::string opaque = {};  ///< what may touch anything, as describe() tells it; empty: nothing does
};

/// Adds what an operation touches when it runs on a dialect of these names. Columns, indexes and constraints
/// are parts: two of them in one table do not disturb each other. What SQL mentions beside what it changes
/// counts as read.
void add_footprint(const Operation& operation, std::span<const std::string_view> dialect_names,
                   const sql::Syntax& syntax, Footprint& footprint);

/// What keeps two sets of operations from being run in either order, told for people: `table 'user'`. Nothing
/// if they commute: neither changes what the other touches.
[[nodiscard]] std::optional<std::string> clash(const Footprint& a, const Footprint& b);

}  // namespace dbtool::ops
