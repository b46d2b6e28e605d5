#pragma once

#include <span>
#include <string>

#include "dbtool/ddl_compiler.h"
#include "dbtool/operation.h"
#include "dbtool/schema.h"

namespace dbtool::autogenerate {

/// Operations as the body of a YAML script: a list that begins in the first column. Empty if there are
/// none, which a new script writes as `[]`.
[[nodiscard]] std::string render_yaml(std::span<const Operation> operations);

/// Operations as the body of an SQL script: each statement ends with `;`, a blank line stands between two.
/// `before` is the schema that the operations start from: engines that rebuild tables have to know them.
/// Throws as DdlCompiler::compile and apply do.
[[nodiscard]] std::string render_sql(std::span<const Operation> operations, Schema before,
                                     const DdlCompiler& compiler);

}  // namespace dbtool::autogenerate
