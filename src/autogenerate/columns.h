#pragma once

#include "autogenerate/comparison.h"

namespace dbtool::autogenerate {

/// Adds the columns that the models have and the database has not, in the models' order.
void add_new_columns(const Comparison& comparison, const TablePair& table);

/// Adds those of them that are computed from a column whose type alter_columns() changes.
void add_waiting_columns(const Comparison& comparison, const TablePair& table);

/// Alters what differs in the columns of both sides, one operation a column, in the models' order.
void alter_columns(const Comparison& comparison, const TablePair& table);

/// Drops, of the columns that the models have not, those that hinder alter_columns().
void drop_columns_in_the_way(const Comparison& comparison, const TablePair& table);

/// Drops the others, in the database's order, and warns of those that look renamed.
void drop_old_columns(const Comparison& comparison, const TablePair& table);

}  // namespace dbtool::autogenerate
