#include "schema/column_constraints.h"

#include <utility>

#include "schema/naming.h"

namespace dbtool::schema {

ColumnConstraints column_constraints(const ops::ColumnDefinition& definition, const QualifiedName& table,
                                     const NamingConvention& convention) {
  const std::vector<std::string> columns{definition.column.name};
  ColumnConstraints constraints;
  const auto add = [&](auto& into, auto part) {
    apply_convention(convention, table, part);
    into = std::move(part);
  };
  if (definition.primary_key) add(constraints.primary_key, PrimaryKey{.columns = columns});
  if (definition.index) {
    add(constraints.index, Index{.columns = {{.column = columns.front()}}, .unique = definition.unique});
  } else if (definition.unique) {
    add(constraints.unique, UniqueConstraint{.columns = columns});
  }
  if (definition.references) {
    ForeignKey key = *definition.references;
    key.columns = columns;
    add(constraints.foreign_key, std::move(key));
  }
  return constraints;
}

}  // namespace dbtool::schema
