#pragma once

#include "autogenerate/comparison.h"

namespace dbtool::autogenerate {

/// Drops the triggers and views that the models have not, or have otherwise and cannot be replaced: before
/// the tables under them change. Kinds that the models do not use at all are left alone.
void drop_triggers_and_views(const Comparison& comparison, const Schema& database, const Schema& models);

/// Creates and replaces views, then triggers, when the tables are as they should be. In declaration order:
/// a view may read one declared before it.
void create_views_and_triggers(const Comparison& comparison, const Schema& database, const Schema& models);

}  // namespace dbtool::autogenerate
