#pragma once

#include <optional>

#include "dbtool/models.h"
#include "dbtool/operation.h"

namespace dbtool::schema {

/// What the short keys of a column stand for.
struct ColumnConstraints {
  std::optional<PrimaryKey> primary_key;
  std::optional<UniqueConstraint> unique;
  std::optional<Index> index;  ///< a unique one if the column is `unique` and `index`, as in SQLAlchemy
  std::optional<ForeignKey> foreign_key;
};

/// Named by the convention, where that names such things at all.
/// Throws Error{kModels} if the convention cannot be followed.
[[nodiscard]] ColumnConstraints column_constraints(
    const ops::ColumnDefinition& column, const QualifiedName& table,
    const NamingConvention& convention = default_naming_convention());

}  // namespace dbtool::schema
