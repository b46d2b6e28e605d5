#include "autogenerate/risks.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <fmt/format.h>

#include "base/strings.h"
#include "ops/sql_words.h"

namespace dbtool::autogenerate {
namespace {

constexpr int kUnlimited = std::numeric_limits<int>::max();

/// Kinds of types whose values are of one sort, from the narrowest to the widest.
constexpr std::array kIntegers = {TypeKind::kBoolean, TypeKind::kSmallInteger, TypeKind::kInteger,
                                  TypeKind::kBigInteger};
constexpr std::array kTexts = {TypeKind::kString, TypeKind::kUnicode, TypeKind::kText};
constexpr std::array kReals = {TypeKind::kFloat, TypeKind::kDouble};
constexpr std::array kBytes = {TypeKind::kBinary, TypeKind::kLargeBinary};

template <std::size_t N>
bool contains(const std::array<TypeKind, N>& kinds, TypeKind kind) {
  return std::ranges::find(kinds, kind) != kinds.end();
}

int length_of(const DataType& type) { return type.length.value_or(kUnlimited); }

/// Digits before the point.
int whole_digits(const DataType& type) {
  return type.length ? *type.length - type.scale.value_or(0) : kUnlimited;
}

bool is_narrower_numeric(const DataType& from, const DataType& to) {
  const int old_scale = from.length ? from.scale.value_or(0) : kUnlimited;
  const int new_scale = to.length ? to.scale.value_or(0) : kUnlimited;
  return whole_digits(to) < whole_digits(from) || new_scale < old_scale;
}

/// The digits of the largest value.
int digits_of(TypeKind integer) {
  if (integer == TypeKind::kBoolean) return 1;
  if (integer == TypeKind::kSmallInteger) return 5;
  return integer == TypeKind::kInteger ? 10 : 19;
}

template <std::size_t N>
bool is_earlier(const std::array<TypeKind, N>& kinds, TypeKind a, TypeKind b) {
  return std::ranges::find(kinds, a) < std::ranges::find(kinds, b);
}

/// A type that any value of the other can be told in.
bool is_wider_sort(const DataType& from, const DataType& to) {
  if (to.kind == TypeKind::kText && !contains(kBytes, from.kind)) return true;
  if (contains(kIntegers, from.kind)) {
    if (to.kind == TypeKind::kNumeric) return whole_digits(to) >= digits_of(from.kind);
    return to.kind == TypeKind::kDouble && from.kind != TypeKind::kBigInteger;
  }
  return from.kind == TypeKind::kDate && to.kind == TypeKind::kDateTime;
}

/// `bit varying(8)[]` has the words `bit varying []` and the number 8.
struct NativeType {
  std::string words;
  std::vector<int> numbers;
  bool has_other_arguments = false;
};

NativeType parse_native(const std::string& text) {
  NativeType type;
  const std::size_t open = std::min(text.find('('), text.size());
  const std::size_t close = std::min(text.find(')', open), text.size());
  type.words = text.substr(0, open);
  if (close < text.size()) type.words += text.substr(close + 1);
  std::erase(type.words, ' ');
  type.words = base::to_lower(type.words);
  if (open == text.size()) return type;
  const std::string_view numbers =
      std::string_view(text).substr(std::min(open + 1, close), close - std::min(open + 1, close));
  for (const std::string_view each : base::split(numbers, ',')) {
    const std::string_view digits = base::trim(each);
    int number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error == std::errc() && end == digits.data() + digits.size()) {
      type.numbers.push_back(number);
    } else {
      type.words += digits;  // `geometry(Point, 4326)`: the number is no length
      type.has_other_arguments = true;
    }
  }
  return type;
}

/// A whole number's bytes and sign, of the names that several engines share; nothing for another type.
struct WholeNumber {
  int bytes = 0;
  bool is_unsigned = false;
};

std::optional<WholeNumber> whole_number(const DataType& type) {
  struct Name {
    std::string_view word;
    int bytes;
  };
  static constexpr std::array<Name, 6> kNames = {
      {{"tinyint", 1}, {"smallint", 2}, {"mediumint", 3}, {"int", 4}, {"integer", 4}, {"bigint", 8}}};
  if (type.dimensions > 0) return std::nullopt;
  if (type.kind == TypeKind::kSmallInteger) return WholeNumber{.bytes = 2};
  if (type.kind == TypeKind::kInteger) return WholeNumber{.bytes = 4};
  if (type.kind == TypeKind::kBigInteger) return WholeNumber{.bytes = 8};
  if (type.kind != TypeKind::kNative) return std::nullopt;
  std::string words = parse_native(type.name).words;
  constexpr std::string_view kUnsigned = "unsigned";
  const bool is_unsigned = words.ends_with(kUnsigned);
  if (is_unsigned) words.erase(words.size() - kUnsigned.size());
  const auto* found = std::ranges::find(kNames, words, &Name::word);
  if (found == kNames.end()) return std::nullopt;
  return WholeNumber{.bytes = found->bytes, .is_unsigned = is_unsigned};
}

bool is_narrower(const WholeNumber& from, const WholeNumber& to) {
  if (from.is_unsigned == to.is_unsigned) return to.bytes < from.bytes;
  return to.is_unsigned || to.bytes <= from.bytes;
}

/// A moment without a number has no fractions of a second where such types are an engine's own.
bool is_moment(const std::string& words) {
  return words == "datetime" || words == "timestamp" || words == "time";
}

/// Of types that an engine has for itself only this much is known: a smaller number stands for less room.
bool is_narrower_native(const DataType& from, const DataType& to) {
  const NativeType is = parse_native(from.name);
  NativeType wanted = parse_native(to.name);
  const bool are_alike = is.words == wanted.words && from.dimensions == to.dimensions;
  if (are_alike && is_moment(is.words)) {
    if (is.numbers.empty()) return false;
    if (wanted.numbers.empty()) wanted.numbers = {0};
  }
  if (!are_alike || is.has_other_arguments || wanted.numbers.empty()) return false;
  if (is.numbers.empty()) return true;
  for (std::size_t i = 0; i < std::min(is.numbers.size(), wanted.numbers.size()); ++i) {
    if (wanted.numbers[i] < is.numbers[i]) return true;
  }
  return false;
}

}  // namespace

bool is_narrowing(const DataType& from, const DataType& to) {
  if (from == to) return false;
  const bool is_native = from.kind == TypeKind::kNative || to.kind == TypeKind::kNative;
  if (is_native) {
    const auto is = whole_number(from);
    const auto wanted = whole_number(to);
    if (is && wanted) return is_narrower(*is, *wanted);
    if (from.kind == TypeKind::kNative && to.kind == TypeKind::kDateTime) {
      const NativeType moment = parse_native(from.name);
      return moment.words == "datetime" && !moment.numbers.empty() && moment.numbers.front() > 0;
    }
  }
  if (from.kind == TypeKind::kNative && to.kind == TypeKind::kNative) return is_narrower_native(from, to);
  if (from.kind == TypeKind::kNative || to.kind == TypeKind::kNative) return false;  // who knows
  if (!from.variants.empty() || !to.variants.empty()) return false;
  if (from.dimensions != to.dimensions) return true;
  if (contains(kTexts, from.kind) && contains(kTexts, to.kind)) return length_of(to) < length_of(from);
  if (contains(kBytes, from.kind) && contains(kBytes, to.kind)) return length_of(to) < length_of(from);
  if (contains(kIntegers, from.kind) && contains(kIntegers, to.kind)) {
    return is_earlier(kIntegers, to.kind, from.kind);
  }
  if (contains(kReals, from.kind) && contains(kReals, to.kind)) return is_earlier(kReals, to.kind, from.kind);
  if (from.kind == TypeKind::kNumeric && to.kind == TypeKind::kNumeric) return is_narrower_numeric(from, to);
  if (from.kind == to.kind) return from.kind == TypeKind::kEnum || (from.timezone && !to.timezone);
  return !is_wider_sort(from, to);
}

namespace {

std::string risk(const ops::AddColumn& op, const Schema& before) {
  const Column& column = op.column.column;
  const bool has_value =
      column.nullable || column.server_default || column.computed || column.identity || op.column.primary_key;
  if (has_value || before.find_table({op.schema, op.table}) == nullptr) return {};
  return fmt::format(
      "stops if '{}' has rows, which have no value for '{}': give it a default, or add it as nullable, fill "
      "it, "
      "and make it NOT NULL then",
      op.table, column.name);
}

std::string risk(const ops::AlterColumn& op, const Schema& before) {
  const Table* table = before.find_table({op.schema, op.table});
  const Column* column = table == nullptr ? nullptr : table->find_column(op.column);
  if (column == nullptr) return {};
  if (op.type && op.using_expression.empty() && is_narrowing(column->type, *op.type)) {
    return fmt::format("narrows '{}' from {} to {}, which may not hold all of its values", op.column,
                       to_string(column->type), to_string(*op.type));
  }
  const bool has_default =
      op.server_default ? op.server_default->has_value() : column->server_default.has_value();
  if (op.nullable == false && column->nullable && !has_default) {
    return fmt::format("stops at rows where '{}' is NULL: fill it first", op.column);
  }
  return {};
}

/// What of a table calls a function; empty: nothing.
std::string user_in(const Table& table, const std::string& function) {
  const auto calls = [&](const DialectText& sql) { return ops::any_mentions(sql, function); };
  for (const Column& column : table.columns) {
    const bool in_default = column.server_default && calls(column.server_default->text) &&
                            column.server_default->kind == ServerDefault::Kind::kExpression;
    if (in_default || (column.computed && calls(column.computed->sql)))
      return fmt::format("column '{}'", column.name);
  }
  for (const CheckConstraint& check : table.checks) {
    if (calls(check.sql)) return fmt::format("check '{}'", check.name);
  }
  for (const Index& index : table.indexes) {
    const bool in_element = std::ranges::any_of(
        index.columns, [&](const IndexElement& element) { return calls(element.expression); });
    if (in_element || calls(index.where)) return fmt::format("index '{}'", index.name);
  }
  return {};
}

std::string user_of(const std::string& function, const Schema& schema) {
  for (const Table& table : schema.tables) {
    if (const std::string user = user_in(table, function); !user.empty()) {
      return fmt::format("{} of '{}'", user, table.name);
    }
  }
  for (const View& view : schema.views) {
    if (ops::any_mentions(view.as, function)) return fmt::format("view '{}'", view.name);
  }
  for (const Trigger& trigger : schema.triggers) {
    if (ops::any_mentions(trigger.sql, function))
      return fmt::format("trigger '{}' of '{}'", trigger.name, trigger.table);
  }
  return {};
}

std::string risk(const ops::DropFunction& op, const Schema& before) {
  // The name may have arguments behind it.
  const std::string user = user_of(op.name.substr(0, op.name.find('(')), before);
  if (user.empty()) return {};
  return fmt::format("may be refused, since {} uses it: drop that first, and make it again last", user);
}

template <class Op>
std::string risk(const Op&, const Schema&) {
  return {};
}

}  // namespace

std::string risk_of(const Operation& operation, const Schema& before) {
  return std::visit([&](const auto& op) { return risk(op, before); }, operation.what);
}

}  // namespace dbtool::autogenerate
