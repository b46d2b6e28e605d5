#include "dialects/postgresql/conversions.h"

#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>

#include "dialects/postgresql/named_enums.h"
#include "dialects/postgresql/type_name.h"
#include "dialects/postgresql/types.h"

namespace dbtool::dialects::postgresql {

namespace {

using Kind = ConversionKind;

enum class Sort {
  kText,
  kInteger,
  kOtherInteger,
  kReal,
  kBoolean,
  kMoment,
  kTime,
  kJson,
  kUuid,
  kEnum,
  kRest,
  kUnknown
};

struct TypeSort {
  std::string_view name;
  Sort sort;
};

// Types with a length that an explicit cast would cut values to are not among those with kRest.
constexpr TypeSort kSorts[] = {
    {"character varying", Sort::kText},
    {"text", Sort::kText},
    {"character", Sort::kText},
    {"bpchar", Sort::kText},
    {"integer", Sort::kInteger},
    {"smallint", Sort::kOtherInteger},
    {"bigint", Sort::kOtherInteger},
    {"numeric", Sort::kReal},
    {"real", Sort::kReal},
    {"double precision", Sort::kReal},
    {"boolean", Sort::kBoolean},
    {"date", Sort::kMoment},
    {"timestamp without time zone", Sort::kMoment},
    {"timestamp with time zone", Sort::kMoment},
    {"time without time zone", Sort::kTime},
    {"time with time zone", Sort::kTime},
    {"interval", Sort::kTime},
    {"json", Sort::kJson},
    {"jsonb", Sort::kJson},
    {"uuid", Sort::kUuid},
    {"bytea", Sort::kRest},
    {"xml", Sort::kRest},
    {"inet", Sort::kRest},
    {"cidr", Sort::kRest},
    {"macaddr", Sort::kRest},
    {"macaddr8", Sort::kRest},
    {"money", Sort::kRest},
    {"tsvector", Sort::kRest},
    {"tsquery", Sort::kRest},
    {"point", Sort::kRest},
    {"line", Sort::kRest},
    {"lseg", Sort::kRest},
    {"box", Sort::kRest},
    {"path", Sort::kRest},
    {"polygon", Sort::kRest},
    {"circle", Sort::kRest},
    {"int4range", Sort::kRest},
    {"int8range", Sort::kRest},
    {"numrange", Sort::kRest},
    {"tsrange", Sort::kRest},
    {"tstzrange", Sort::kRest},
    {"daterange", Sort::kRest},
    {"hstore", Sort::kRest},
    {"ltree", Sort::kRest},
};

Sort sort_of(const DataType& type, const TypeName& name) {
  if (named_enum(type) != nullptr) return Sort::kEnum;
  const auto* found = std::ranges::find(kSorts, name.name, &TypeSort::name);
  return found == std::end(kSorts) ? Sort::kUnknown : found->sort;
}

bool is_number(Sort sort) {
  return sort == Sort::kInteger || sort == Sort::kOtherInteger || sort == Sort::kReal;
}

/// pg_cast of one value; between a text and any other type there are the types' own input and output.
Kind element_kind(const TypeName& from, Sort is, const TypeName& to, Sort wanted) {
  if (from.name == to.name || wanted == Sort::kText) return Kind::kAssignment;
  if (is == Sort::kEnum || wanted == Sort::kEnum) return Kind::kThroughText;
  if (is == Sort::kUnknown || wanted == Sort::kUnknown) return Kind::kUnknown;
  if (is == Sort::kText) return Kind::kExplicit;
  if (is == Sort::kRest || wanted == Sort::kRest) return Kind::kUnknown;
  if (is_number(is) && is_number(wanted)) return Kind::kAssignment;
  if (is == Sort::kBoolean && is_number(wanted)) {
    return wanted == Sort::kInteger ? Kind::kExplicit : Kind::kThroughInteger;
  }
  if (wanted == Sort::kBoolean && is == Sort::kInteger) return Kind::kExplicit;
  if (wanted == Sort::kBoolean && is == Sort::kOtherInteger) return Kind::kThroughInteger;
  const bool is_json_scalar = is_number(is) || is == Sort::kBoolean;
  const bool is_wanted_scalar = is_number(wanted) || wanted == Sort::kBoolean;
  if (is == Sort::kJson && wanted == Sort::kJson) return Kind::kAssignment;
  if (is == Sort::kJson && is_wanted_scalar) return Kind::kThroughText;
  if (wanted == Sort::kJson && is_json_scalar) return Kind::kThroughText;
  if (is == Sort::kMoment && wanted == Sort::kMoment) return Kind::kAssignment;
  const bool are_times = (is == Sort::kMoment && from.name != "date" && wanted == Sort::kTime) ||
                         (is == Sort::kTime && wanted == Sort::kTime);
  return are_times ? Kind::kAssignment : Kind::kNone;
}

}  // namespace

ConversionKind conversion_kind(const DataType& from, const DataType& to) {
  const TypeName is = parse_type_name(type_sql(from));
  const TypeName wanted = parse_type_name(type_sql(to));
  const Sort is_sort = sort_of(from, is);
  const Sort wanted_sort = sort_of(to, wanted);
  const bool is_many = is_array(from);
  const bool wants_many = is_array(to);
  if (is_many == wants_many) return element_kind(is, is_sort, wanted, wanted_sort);
  if (wanted_sort == Sort::kText && !wants_many) return Kind::kAssignment;
  if (is_sort == Sort::kText && !is_many) return Kind::kExplicit;
  return is_sort == Sort::kUnknown || wanted_sort == Sort::kUnknown ? Kind::kUnknown : Kind::kNone;
}

std::string conversion_sql(ConversionKind kind, const std::string& column, const DataType& to) {
  const std::string_view many = is_array(to) ? "[]" : "";
  switch (kind) {
    case Kind::kExplicit:
      return fmt::format("{}::{}", column, type_sql(to));
    case Kind::kThroughText:
      return fmt::format("{}::text{}::{}", column, many, type_sql(to));
    case Kind::kThroughInteger:
      return fmt::format("{}::integer{}::{}", column, many, type_sql(to));
    case Kind::kAssignment:
    case Kind::kNone:
    case Kind::kUnknown:
      return {};
  }
  return {};
}

}  // namespace dbtool::dialects::postgresql
