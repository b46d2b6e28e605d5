#pragma once

#include "dbtool/operation.h"
#include "dbtool/schema.h"

namespace dbtool::autogenerate {

/// Drops a constraint of a table by its name, or by its columns where it has none.
template <class Constraint>
[[nodiscard]] ops::DropConstraint drop_constraint(const Table& table, ops::ConstraintType type,
                                                  const Constraint& constraint) {
  ops::DropConstraint drop{
      .table = table.name, .schema = table.schema, .type = type, .name = constraint.name};
  if (constraint.name.empty()) drop.columns = constraint.columns;
  return drop;
}

template <class Constraint>
[[nodiscard]] ops::CreateConstraint<Constraint> create_constraint(const Table& table,
                                                                  const Constraint& constraint) {
  return {.table = table.name, .schema = table.schema, .constraint = constraint};
}

}  // namespace dbtool::autogenerate
