#pragma once

#include <string_view>
#include <tuple>

namespace dbtool {

/// What a value is made of, said once: an aggregate's `fields()` lists its members with
/// their keys in YAML and JSON. Decoding, encoding and the JSON Schema are written
/// against this list, so a new operation, or a new key of one, needs no code there.
///
///     struct DropTable {
///       static constexpr std::string_view kName = "drop_table";
///       std::string name;
///       bool if_exists = false;
///       static constexpr auto fields() {
///         return std::tuple(required("name", &DropTable::name), optional("if_exists",
///         &DropTable::if_exists));
///       }
///     };
enum class Presence { kOptional, kRequired };

template <class Owner, class T>
struct Field {
  std::string_view key;
  T Owner::*member;
  Presence presence;
};

/// A member whose own fields stand among its owner's keys.
template <class Owner, class T>
struct EmbeddedFields {
  T Owner::*member;
};

/// A key that must be there.
template <class Owner, class T>
constexpr Field<Owner, T> required(std::string_view key, T Owner::*member) {
  return {key, member, Presence::kRequired};
}

/// A key that is left out while its member has the value of a default-constructed owner's.
template <class Owner, class T>
constexpr Field<Owner, T> optional(std::string_view key, T Owner::*member) {
  return {key, member, Presence::kOptional};
}

template <class Owner, class T>
constexpr EmbeddedFields<Owner, T> embedded(T Owner::*member) {
  return {member};
}

}  // namespace dbtool
