#pragma once

#include <concepts>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/document.h"
#include "dbtool/fields.h"
#include "schema/decode_context.h"
#include "schema/enum_names.h"
#include "schema/value_codec.h"

/// Decoding and encoding of whatever has `fields()`, against that list and nothing else.
///
/// `decode_value(node, value, context)` reads a node into a value; what does not fit becomes a complaint of
/// the context, and the value keeps what it had. `encode_value(value)` is its inverse. A type joins in by
/// having `fields()`; and, where wanted, by overloads in its own namespace or in value_codec.h, which comes
/// first because these templates see no later ones of another namespace than the type's:
///   - `bool decode_short(node, value, context)`: a shorter way to write it; false if the node is not that;
///   - `std::optional<Node> encode_short(value)`: the same the other way round;
///   - `void validate(value, node, context)`: what the keys one by one cannot say.
namespace dbtool::schema {

template <class T>
concept HasFields = requires {
  T::fields();
};

/// A value with the node it was read from, for complaints that come later. The node has to live as long.
template <class T>
struct Located {
  T value;
  const base::Node* node = nullptr;

  bool operator==(const Located& other) const { return value == other.value; }
};

// --- Interface of the templates ------------------------------------------------------------------------

template <NamedEnum E>
void decode_value(const base::Node& node, E& value, Context& context);
template <HasFields T>
void decode_value(const base::Node& node, T& value, Context& context);
template <class T>
void decode_value(const base::Node& node, std::optional<T>& value, Context& context);
template <class T>
void decode_value(const base::Node& node, std::vector<T>& values, Context& context);
template <class T>
void decode_value(const base::Node& node, std::map<std::string, T>& values, Context& context);
template <class T>
void decode_value(const base::Node& node, Located<T>& value, Context& context);

template <NamedEnum E>
[[nodiscard]] base::Node encode_value(E value);
template <HasFields T>
[[nodiscard]] base::Node encode_value(const T& value);
template <class T>
[[nodiscard]] base::Node encode_value(const std::optional<T>& value);
template <class T>
[[nodiscard]] base::Node encode_value(const std::vector<T>& values);
template <class T>
[[nodiscard]] base::Node encode_value(const std::map<std::string, T>& values);
template <class T>
[[nodiscard]] base::Node encode_value(const Located<T>& value);

/// Reads a mapping's keys into the owner's fields; complains of unknown and of missing ones. The key `given`
/// is known from elsewhere and need not stand in the mapping.
template <class Owner>
void decode_fields(const base::Node& node, std::string_view thing, Owner& owner, Context& context,
                   std::string_view given = {});

/// Adds the owner's fields to a mapping, but those that have the value of a new owner's.
template <class Owner>
void encode_fields(const Owner& owner, base::Node& mapping);

// --- Inline implementations ----------------------------------------------------------------------------

namespace detail {

template <class T>
inline constexpr bool kIsNullable = false;  ///< null says something else than a key that is left out
template <class T>
inline constexpr bool kIsNullable<std::optional<std::optional<T>>> = true;

/// Of these one alone need not be put in a list.
template <class T>
inline constexpr bool kMayStandAlone = std::is_same_v<T, std::string> || std::is_same_v<T, IndexElement>;

template <class Owner, class Visit>
void for_each_field(Owner& owner, Visit& visit);

template <class Owner, class Class, class T, class Visit>
void visit_field(Owner& owner, const Field<Class, T>& field, Visit& visit) {
  visit(field.key, owner.*field.member, field.presence);
}

template <class Owner, class Class, class T, class Visit>
void visit_field(Owner& owner, const EmbeddedFields<Class, T>& field, Visit& visit) {
  for_each_field(owner.*field.member, visit);
}

template <class Owner, class Visit>
void for_each_field(Owner& owner, Visit& visit) {
  std::apply([&](const auto&... field) { (visit_field(owner, field, visit), ...); },
             std::remove_const_t<Owner>::fields());
}

template <class Class, class T>
void encode_field(const Class& owner, const Class& fresh, const Field<Class, T>& field, base::Node& mapping) {
  const T& value = owner.*field.member;
  if (field.presence == Presence::kOptional && value == fresh.*field.member) return;
  mapping.set(field.key, encode_value(value));
}

template <class Class, class T>
void encode_field(const Class& owner, const Class&, const EmbeddedFields<Class, T>& field,
                  base::Node& mapping) {
  encode_fields(owner.*field.member, mapping);
}

/// Reads one key of a mapping into the field of that name, if there is one.
struct EntryReader {
  const base::NodeEntry& entry;
  std::string_view thing;
  Context& context;
  bool is_known = false;

  template <class T>
  void operator()(std::string_view key, T& member, Presence presence) {
    if (is_known || key != entry.key) return;
    is_known = true;
    if (entry.value.is_null() && !kIsNullable<T> && presence == Presence::kOptional) return;
    const Context::Scope scope(context, thing, key);
    decode_value(entry.value, member, context);
  }
};

/// Notes all keys: for complaints only.
struct KeyCollector {
  std::vector<std::string_view> keys;

  template <class T>
  void operator()(std::string_view key, T&, Presence) {
    keys.push_back(key);
  }
};

/// Complains of the keys that are required and missing.
struct KeyChecker {
  const base::Node& node;
  std::string_view thing;
  Context& context;
  std::string_view given;

  template <class T>
  void operator()(std::string_view key, T&, Presence presence) {
    if (presence != Presence::kRequired || key == given || node.find(key) != nullptr) return;
    context.complain_of_missing_key(node, thing, key);
  }
};

template <class T>
constexpr std::string_view thing_of() {
  if constexpr (requires { T::kName; }) {
    return T::kName;
  } else {
    return kThing<T>;
  }
}

}  // namespace detail

template <class Owner>
void decode_fields(const base::Node& node, std::string_view thing, Owner& owner, Context& context,
                   std::string_view given) {
  if (!node.is_mapping()) {
    context.complain_of_kind(node, "a mapping");
    return;
  }
  detail::KeyChecker checker{node, thing, context, given};
  detail::for_each_field(owner, checker);
  for (const base::NodeEntry& entry : node.entries()) {
    detail::EntryReader reader{entry, thing, context};
    detail::for_each_field(owner, reader);
    if (reader.is_known) continue;
    detail::KeyCollector known;
    detail::for_each_field(owner, known);
    context.complain_of_unknown_key(entry, thing, known.keys);
  }
}

template <class Owner>
void encode_fields(const Owner& owner, base::Node& mapping) {
  static const Owner kFresh{};
  std::apply([&](const auto&... field) { (detail::encode_field(owner, kFresh, field, mapping), ...); },
             Owner::fields());
}

template <NamedEnum E>
void decode_value(const base::Node& node, E& value, Context& context) {
  std::vector<std::string_view> names;
  for (const EnumName<E>& row : kEnumNames<E>) names.push_back(row.name);
  if (const auto chosen = decode_choice(node, names, context)) value = kEnumNames<E>[*chosen].value;
}

template <HasFields T>
void decode_value(const base::Node& node, T& value, Context& context) {
  bool is_short = false;
  if constexpr (requires { decode_short(node, value, context); }) {
    is_short = decode_short(node, value, context);
  }
  if (!is_short) decode_fields(node, detail::thing_of<T>(), value, context);
  if constexpr (requires { validate(value, node, context); }) {
    if (is_short || node.is_mapping()) validate(value, node, context);
  }
}

template <class T>
void decode_value(const base::Node& node, std::optional<T>& value, Context& context) {
  if (node.is_null() && !requires(T inner) { inner.has_value(); }) {
    value.reset();
    return;
  }
  T inner{};
  decode_value(node, inner, context);
  value = std::move(inner);
}

template <class T>
void decode_value(const base::Node& node, std::vector<T>& values, Context& context) {
  if (node.is_sequence()) {
    values.reserve(node.items().size());
    for (const base::Node& item : node.items()) decode_value(item, values.emplace_back(), context);
    return;
  }
  const bool is_alone = detail::kMayStandAlone<T> && node.is_scalar() && !node.is_null();
  if (is_alone) return decode_value(node, values.emplace_back(), context);
  context.complain_of_kind(node, "a list");
}

template <class T>
void decode_value(const base::Node& node, std::map<std::string, T>& values, Context& context) {
  if (!node.is_mapping()) return context.complain_of_kind(node, "a mapping");
  for (const base::NodeEntry& entry : node.entries()) decode_value(entry.value, values[entry.key], context);
}

template <class T>
void decode_value(const base::Node& node, Located<T>& value, Context& context) {
  value.node = &node;
  decode_value(node, value.value, context);
}

template <NamedEnum E>
base::Node encode_value(E value) {
  return base::Node::string(std::string(enum_name(value)));
}

template <HasFields T>
base::Node encode_value(const T& value) {
  if constexpr (requires { encode_short(value); }) {
    if (std::optional<base::Node> node = encode_short(value)) return *std::move(node);
  }
  base::Node mapping = base::Node::mapping().with_style(base::NodeStyle::kFlow);
  encode_fields(value, mapping);
  return mapping;
}

template <class T>
base::Node encode_value(const std::optional<T>& value) {
  return value ? encode_value(*value) : base::Node();
}

template <class T>
base::Node encode_value(const std::vector<T>& values) {
  base::Node list = base::Node::sequence();
  if (detail::kMayStandAlone<T>) list.with_style(base::NodeStyle::kFlow);
  for (const T& value : values) list.append(encode_value(value));
  return list;
}

template <class T>
base::Node encode_value(const std::map<std::string, T>& values) {
  base::Node mapping = base::Node::mapping().with_style(base::NodeStyle::kFlow);
  for (const auto& [key, value] : values) mapping.set(key, encode_value(value));
  return mapping;
}

template <class T>
base::Node encode_value(const Located<T>& value) {
  return encode_value(value.value);
}

}  // namespace dbtool::schema
