#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dbtool/operation.h"
#include "ops/definitions.h"
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

/// What a footprint depends on beside the operation. All must outlive the call.
struct FootprintContext {
  std::span<const std::string_view> dialect_names;  ///< of the dialect that the operation is to run on
  const sql::Syntax& syntax;
  const Definitions& definitions;  ///< what the whole history makes
};

/// Adds what an operation touches. Columns, indexes and constraints are parts: two of them in one table do
/// not disturb each other. What SQL mentions beside what it changes counts as read, and views and triggers
/// are followed to what they are made of.
void add_footprint(const Operation& operation, const FootprintContext& context, Footprint& footprint);

/// What keeps two sets of operations from being run in either order, told for people: `table 'user'`. Nothing
/// if they commute: neither changes what the other touches.
[[nodiscard]] std::optional<std::string> clash(const Footprint& a, const Footprint& b);

}  // namespace dbtool::ops
