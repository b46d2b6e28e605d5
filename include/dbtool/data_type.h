#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dbtool {

/// The portable types, SQLAlchemy's by name, and `kNative` for a dialect's own.
enum class TypeKind {
  kSmallInteger,
  kInteger,
  kBigInteger,
  kBoolean,
  kString,
  kUnicode,
  kText,
  kNumeric,
  kFloat,
  kDouble,
  kDate,
  kTime,
  kDateTime,
  kInterval,
  kBinary,
  kLargeBinary,
  kJson,
  kUuid,
  kEnum,
  kNative,
};

struct TypeVariant;

/// A column's type as the user means it; a dialect says how it is spelled.
struct DataType {
  TypeKind kind = TypeKind::kInteger;
  std::optional<int>
      length;  ///< string(n), unicode(n), binary(n): characters or bytes; float(p), numeric(p, s): p
  std::optional<int> scale;           ///< numeric(p, s): s
  bool timezone = false;              ///< time(timezone), datetime(timezone)
  int dimensions = 0;                 ///< `integer[]` has 1
  std::string name;                   ///< an enum's name; the spelling of a native type
  std::vector<std::string> values;    ///< an enum's, in order
  std::vector<TypeVariant> variants;  ///< {default: …, NAME: …}: another type in some dialects

  /// The type for a dialect, given its names from the most to the least special.
  [[nodiscard]] const DataType& select(std::span<const std::string_view> dialect_names) const;

  bool operator==(const DataType&) const;
};

struct TypeVariant {
  std::string dialect;
  DataType type;

  bool operator==(const TypeVariant&) const = default;
};

/// The name that formats.md gives a kind: `small_integer`, `datetime`, …; `native` for kNative.
[[nodiscard]] std::string_view type_name(TypeKind kind);

/// `string(64)`, `numeric(10, 2)`, `datetime(timezone)`, `integer[]`, `native(tsvector)`. Enums and variants,
/// which are written as mappings, are told by their name only: for messages.
[[nodiscard]] std::string to_string(const DataType& type);

/// Reads what to_string writes, also without parentheses' blanks and in any case; enums and variants
/// excepted. Throws Error{kScript}, without a place, naming the nearest known type.
[[nodiscard]] DataType parse_data_type(std::string_view text);

}  // namespace dbtool
