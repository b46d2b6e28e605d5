#pragma once

#include <string>
#include <string_view>

namespace dbtool::dialects::postgresql {

/// A type as format_type() tells it, taken apart: `character varying(64)[]`.
struct TypeName {
  std::string name;       ///< without arguments: `timestamp with time zone`; other types' as SQL has them
  std::string arguments;  ///< what stands in parentheses: `10,2`; empty: nothing
  bool is_array = false;  ///< of how many dimensions says nothing to the server

  bool operator==(const TypeName&) const = default;
};

/// Reads a type however SQL may spell it: `int4`, `VARCHAR (64)`, `timestamptz(0)`, `decimal(10)`, `_text` is
/// one of its own. A serial is the integer that it makes. `pg_catalog.` before a name is left out. Never
/// fails: what is not known is kept.
[[nodiscard]] TypeName parse_type_name(std::string_view sql);

/// Without `public.` before the name: to compare two types of which one may be written where that is
/// searched.
[[nodiscard]] TypeName without_public(TypeName type);

/// The spelling of format_type(): `timestamp(0) with time zone`.
[[nodiscard]] std::string to_string(const TypeName& type);

}  // namespace dbtool::dialects::postgresql
