#pragma once

#include <functional>
#include <string_view>

#include "dbtool/plan.h"
#include "runtime/planner.h"
#include "sql/syntax.h"

namespace dbtool::runtime {

/// Writes a plan as a script for the engine's own shell, in the structure of Alembic's `--sql`: each
/// statement ends with `;` (with DELIMITER around it where its body has some and the shell would stop there)
/// and an empty line, each step begins with `-- Running …`. `scope` is the plan's.
void write_sql(const Plan& plan, const DialectTraits& traits, const sql::Syntax& syntax,
               TransactionScope scope, const std::function<void(std::string_view)>& write);

}  // namespace dbtool::runtime
