#pragma once

#include <array>
#include <string_view>
#include <type_traits>

#include "dbtool/operation.h"

namespace dbtool::schema {

/// How a value of an enumeration is written. Of a value's names the first is the one that is written;
/// values without a name are written by leaving their key out.
template <class E>
struct EnumName {
  std::string_view name;
  E value;
};

template <class E>
inline constexpr std::nullptr_t kEnumNames = nullptr;

template <>
inline constexpr std::array kEnumNames<Initially>{
    EnumName<Initially>{"deferred", Initially::kDeferred},
    EnumName<Initially>{"immediate", Initially::kImmediate},
};

template <>
inline constexpr std::array kEnumNames<ReferentialAction>{
    EnumName<ReferentialAction>{"cascade", ReferentialAction::kCascade},
    EnumName<ReferentialAction>{"restrict", ReferentialAction::kRestrict},
    EnumName<ReferentialAction>{"set_null", ReferentialAction::kSetNull},
    EnumName<ReferentialAction>{"set_default", ReferentialAction::kSetDefault},
    EnumName<ReferentialAction>{"no_action", ReferentialAction::kNoAction},
};

template <>
inline constexpr std::array kEnumNames<SortOrder>{
    EnumName<SortOrder>{"asc", SortOrder::kAscending},
    EnumName<SortOrder>{"desc", SortOrder::kDescending},
};

template <>
inline constexpr std::array kEnumNames<NullsOrder>{
    EnumName<NullsOrder>{"first", NullsOrder::kFirst},
    EnumName<NullsOrder>{"last", NullsOrder::kLast},
};

template <>
inline constexpr std::array kEnumNames<ops::ConstraintType>{
    EnumName<ops::ConstraintType>{"foreign_key", ops::ConstraintType::kForeignKey},
    EnumName<ops::ConstraintType>{"unique", ops::ConstraintType::kUnique},
    EnumName<ops::ConstraintType>{"check", ops::ConstraintType::kCheck},
    EnumName<ops::ConstraintType>{"primary", ops::ConstraintType::kPrimary},
    EnumName<ops::ConstraintType>{"foreignkey", ops::ConstraintType::kForeignKey},  // Alembic's
    EnumName<ops::ConstraintType>{"primary_key", ops::ConstraintType::kPrimary},
};

template <>
inline constexpr std::array kEnumNames<ops::Recreate>{
    EnumName<ops::Recreate>{"auto", ops::Recreate::kAuto},
    EnumName<ops::Recreate>{"always", ops::Recreate::kAlways},
    EnumName<ops::Recreate>{"never", ops::Recreate::kNever},
};

template <class E>
concept NamedEnum = std::is_enum_v<E> && !std::is_same_v<decltype(kEnumNames<E>), const std::nullptr_t>;

/// The name a value is written with; empty if it has none.
template <NamedEnum E>
constexpr std::string_view enum_name(E value) {
  for (const EnumName<E>& row : kEnumNames<E>) {
    if (row.value == value) return row.name;
  }
  return {};
}

}  // namespace dbtool::schema
