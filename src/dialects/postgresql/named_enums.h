#pragma once

#include <vector>

#include "dbtool/schema.h"

namespace dbtool::dialects::postgresql {

/// The enum that a column's type names; null if it is another type, or an enum without a name.
[[nodiscard]] const DataType* named_enum(const DataType& type);

/// True for a column of an enum or of an array of it, also where its type is written as a native one:
/// `mood[]`.
[[nodiscard]] bool is_of_enum(const DataType& type, const QualifiedName& name);
[[nodiscard]] bool is_array(const DataType& type);

/// True if the schema lists the enum, or has a column of it.
[[nodiscard]] bool has_enum(const Schema& schema, const QualifiedName& name);

/// The names of the enums among types, each once. `known` are those that a native type may name.
[[nodiscard]] std::vector<QualifiedName> enums_among(const std::vector<DataType>& types,
                                                     const std::vector<EnumType>& known);

}  // namespace dbtool::dialects::postgresql
