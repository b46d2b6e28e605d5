#pragma once

#include <functional>
#include <vector>

#include "dbtool/dialect.h"
#include "dbtool/plan.h"
#include "runtime/followed_schema.h"
#include "runtime/script_library.h"
#include "runtime/version_table.h"

namespace dbtool::runtime {

/// What every run needs: the scripts, the kind of database and how its state is kept. All must outlive it.
struct RunContext {
  const ScriptLibrary& library;
  const Dialect& dialect;
  const VersionTable& version_table;
  TransactionScope scope = TransactionScope::kCommand;
};

/// Where a plan starts.
struct PlanStart {
  std::vector<RevisionId> rows;
  bool has_version_table = false;
  WhenInDoubt when_in_doubt = WhenInDoubt::kGoOn;  ///< about a table that the steps change by raw SQL
  std::function<Schema()> schema;                  ///< asked only if some statement depends on how a table is
};

/// Compiles the selected steps to statements. Pure but for reading scripts: no connection. Throws what
/// reading scripts and compiling operations throw.
[[nodiscard]] Plan make_plan(const RunContext& context, const RevisionPlan& selected, PlanStart start);

}  // namespace dbtool::runtime
