#pragma once

#include <functional>
#include <string_view>

#include "dbtool/plan.h"
#include "runtime/planner.h"

namespace dbtool::runtime {

/// Writes a plan as a script for the engine's own shell, in the structure of Alembic's `--sql`: each
/// statement ends with `;` and an empty line, each step begins with `-- Running …`. `scope` is the plan's.
void write_sql(const Plan& plan, const DialectTraits& traits, TransactionScope scope,
               const std::function<void(std::string_view)>& write);

}  // namespace dbtool::runtime
