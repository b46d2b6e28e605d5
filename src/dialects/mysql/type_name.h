#pragma once

#include <string>
#include <string_view>

namespace dbtool::dialects::mysql {

/// A type's SQL taken apart, in the catalog's words: `DOUBLE PRECISION` is double, `NUMERIC` decimal(10,0).
struct TypeName {
  std::string name;
  std::string arguments;  ///< `10,2`; of ENUM and SET the values, as SQL
  bool is_unsigned = false;
  bool is_zerofill = false;
  std::string charset;    ///< empty: not said
  std::string collation;  ///< empty: not said
  bool is_compressed = false;
  bool has_bin_collation = false;  ///< BINARY: the `_bin` of its character set, whichever that is
  std::string srid;                ///< of a geometry: `ref_system_id=4326`, `srid 4326`; empty: not said

  bool operator==(const TypeName&) const = default;
};

/// Reads a type as it stands in DDL or in the catalog. Display widths mean nothing and are left out, unless
/// they say how many zeros to show.
[[nodiscard]] TypeName parse_type_name(std::string_view sql);

/// `int unsigned`, `decimal(10,2)`: as short as it can be written.
[[nodiscard]] std::string to_string(const TypeName& type);

}  // namespace dbtool::dialects::mysql
