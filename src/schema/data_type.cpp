#include "dbtool/data_type.h"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

#include "base/strings.h"
#include "dbtool/error.h"

namespace dbtool {
namespace {

/// What may stand in the parentheses of a type.
enum class Arguments { kNone, kLength, kPrecisionAndScale, kTimezone, kText };

struct TypeRow {
  TypeKind kind;
  std::string_view name;
  Arguments arguments = Arguments::kNone;
};

constexpr std::array kTypes{
    TypeRow{TypeKind::kSmallInteger, "small_integer"},
    TypeRow{TypeKind::kInteger, "integer"},
    TypeRow{TypeKind::kBigInteger, "big_integer"},
    TypeRow{TypeKind::kBoolean, "boolean"},
    TypeRow{TypeKind::kString, "string", Arguments::kLength},
    TypeRow{TypeKind::kUnicode, "unicode", Arguments::kLength},
    TypeRow{TypeKind::kText, "text"},
    TypeRow{TypeKind::kNumeric, "numeric", Arguments::kPrecisionAndScale},
    TypeRow{TypeKind::kFloat, "float", Arguments::kLength},
    TypeRow{TypeKind::kDouble, "double"},
    TypeRow{TypeKind::kDate, "date"},
    TypeRow{TypeKind::kTime, "time", Arguments::kTimezone},
    TypeRow{TypeKind::kDateTime, "datetime", Arguments::kTimezone},
    TypeRow{TypeKind::kInterval, "interval"},
    TypeRow{TypeKind::kBinary, "binary", Arguments::kLength},
    TypeRow{TypeKind::kLargeBinary, "large_binary"},
    TypeRow{TypeKind::kJson, "json"},
    TypeRow{TypeKind::kUuid, "uuid"},
    TypeRow{TypeKind::kEnum, "enum"},
    TypeRow{TypeKind::kNative, "native", Arguments::kText},
};

struct OtherName {
  std::string_view name;
  std::string_view ours;
};

/// What people used to SQL or to SQLAlchemy write, and what it is called here.
constexpr std::array kOtherNames{
    OtherName{"varchar", "string"},
    OtherName{"nvarchar", "unicode"},
    OtherName{"char", "string"},
    OtherName{"str", "string"},
    OtherName{"int", "integer"},
    OtherName{"serial", "integer"},
    OtherName{"bigint", "big_integer"},
    OtherName{"bigserial", "big_integer"},
    OtherName{"smallint", "small_integer"},
    OtherName{"tinyint", "small_integer"},
    OtherName{"smallinteger", "small_integer"},
    OtherName{"biginteger", "big_integer"},
    OtherName{"bool", "boolean"},
    OtherName{"decimal", "numeric"},
    OtherName{"real", "float"},
    OtherName{"timestamp", "datetime"},
    OtherName{"timestamptz", "datetime(timezone)"},
    OtherName{"bytea", "large_binary"},
    OtherName{"blob", "large_binary"},
    OtherName{"largebinary", "large_binary"},
    OtherName{"varbinary", "binary"},
    OtherName{"jsonb", "native(jsonb)"},
};

/// What engines can do is less; this keeps the arithmetic safe.
constexpr int kMaxLength = 1'000'000'000;
constexpr int kMaxDimensions = 6;

const TypeRow* find_type(std::string_view name) {
  const auto* found = std::find_if(kTypes.begin(), kTypes.end(), [name](const TypeRow& row) {
    return base::equals_ignoring_case(row.name, name);
  });
  return found == kTypes.end() ? nullptr : found;
}

std::string suggestion(std::string_view name) {
  for (const OtherName& other : kOtherNames) {
    if (base::equals_ignoring_case(other.name, name)) return std::string(other.ours);
  }
  std::vector<std::string> names;
  for (const TypeRow& row : kTypes) names.emplace_back(row.name);
  return base::nearest(name, names).value_or(std::string());
}

[[noreturn]] void fail_unknown_type(std::string_view name, std::string_view text) {
  const std::string known = suggestion(name);
  throw Error(ErrorCode::kScript, known.empty()
                                      ? fmt::format("unknown type '{}'", name)
                                      : fmt::format("unknown type '{}'; did you mean '{}'?", name, known))
      .with_hint(fmt::format("a type of one engine only is written native({})", text));
}

[[noreturn]] void fail_arguments(std::string_view text, std::string_view wanted) {
  throw Error(ErrorCode::kScript, fmt::format("bad type '{}': {}", text, wanted));
}

std::optional<int> parse_size(std::string_view text, int minimum) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool is_number = error == std::errc() && end == text.data() + text.size() && !text.empty();
  if (!is_number || value < minimum || value > kMaxLength) return std::nullopt;
  return value;
}

/// A type's text in its three parts: `numeric`, ` 10, 2 ` and the number of `[]`.
struct TypeText {
  std::string_view name;
  std::optional<std::string_view> arguments;
  int dimensions = 0;
};

TypeText take_apart(std::string_view text) {
  TypeText parts;
  std::string_view rest = base::trim(text);
  while (rest.ends_with(']')) {
    rest = base::trim(rest.substr(0, rest.size() - 1));
    if (!rest.ends_with('[')) fail_arguments(text, "an array is written with '[]' after its type");
    rest = base::trim(rest.substr(0, rest.size() - 1));
    if (++parts.dimensions > kMaxDimensions) fail_arguments(text, "too many '[]'");
  }
  const std::size_t open = rest.find('(');
  if (open == std::string_view::npos) {
    parts.name = rest;
    return parts;
  }
  if (!rest.ends_with(')')) fail_arguments(text, "')' is missing at the end");
  parts.name = base::trim(rest.substr(0, open));
  parts.arguments = base::trim(rest.substr(open + 1, rest.size() - open - 2));
  return parts;
}

void parse_numbers(DataType& type, std::string_view arguments, std::string_view text, bool with_scale) {
  const std::vector<std::string_view> parts = base::split(arguments, ',');
  const std::size_t most = with_scale ? 2 : 1;
  type.length = parts.size() <= most ? parse_size(base::trim(parts.front()), 1) : std::nullopt;
  if (type.length && parts.size() == 2) type.scale = parse_size(base::trim(parts.back()), 0);
  if (type.length && (parts.size() == 1 || type.scale)) return;
  fail_arguments(text, with_scale ? "its precision, or its precision and scale, stands in the parentheses"
                                  : "its length, a number above zero, stands in the parentheses");
}

void parse_arguments(DataType& type, Arguments kind, std::string_view arguments, std::string_view text) {
  switch (kind) {
    case Arguments::kNone:
      fail_arguments(text, fmt::format("'{}' takes nothing in parentheses", type_name(type.kind)));
    case Arguments::kLength:
      return parse_numbers(type, arguments, text, false);
    case Arguments::kPrecisionAndScale:
      return parse_numbers(type, arguments, text, true);
    case Arguments::kTimezone:
      type.timezone = base::equals_ignoring_case(arguments, "timezone");
      if (!type.timezone) fail_arguments(text, "only 'timezone' can stand in the parentheses");
      return;
    case Arguments::kText:
      type.name = arguments;  // may be empty: there are columns without a type
      return;
  }
}

}  // namespace

// Written out: clang 14 crashes on a defaulted comparison of a type that contains itself.
bool DataType::operator==(const DataType& other) const {
  return kind == other.kind && length == other.length && scale == other.scale && timezone == other.timezone &&
         dimensions == other.dimensions && name == other.name && values == other.values &&
         variants == other.variants;
}

const DataType& DataType::select(std::span<const std::string_view> dialect_names) const {
  for (const std::string_view wanted : dialect_names) {
    const auto found = std::find_if(variants.begin(), variants.end(), [wanted](const TypeVariant& variant) {
      return variant.dialect == wanted;
    });
    if (found != variants.end()) return found->type;
  }
  return *this;
}

std::string_view type_name(TypeKind kind) {
  const auto* found =
      std::find_if(kTypes.begin(), kTypes.end(), [kind](const TypeRow& row) { return row.kind == kind; });
  return found == kTypes.end() ? std::string_view("native") : found->name;
}

std::string to_string(const DataType& type) {
  std::string text(type_name(type.kind));
  if (type.kind == TypeKind::kNative || (type.kind == TypeKind::kEnum && !type.name.empty())) {
    text += fmt::format("({})", type.name);
  } else if (type.length && type.scale) {
    text += fmt::format("({}, {})", *type.length, *type.scale);
  } else if (type.length) {
    text += fmt::format("({})", *type.length);
  } else if (type.timezone) {
    text += "(timezone)";
  }
  for (int i = 0; i < type.dimensions; ++i) text += "[]";
  return text;
}

DataType parse_data_type(std::string_view text) {
  const TypeText parts = take_apart(text);
  const TypeRow* row = find_type(parts.name);
  if (row == nullptr) fail_unknown_type(parts.name, base::trim(text));
  if (row->kind == TypeKind::kEnum) {
    throw Error(ErrorCode::kScript, "an enum is written as a mapping")
        .with_hint("type: {enum: [draft, live], name: post_status}");
  }
  DataType type{.kind = row->kind, .dimensions = parts.dimensions};
  if (parts.arguments) {
    parse_arguments(type, row->arguments, *parts.arguments, text);
  } else if (row->kind == TypeKind::kNative) {
    fail_arguments(text, "the engine's own name for it stands in parentheses behind 'native'");
  }
  return type;
}

}  // namespace dbtool
