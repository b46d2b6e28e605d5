#pragma once

#include <span>
#include <string>
#include <vector>

#include "dbtool/ddl_compiler.h"
#include "dbtool/operation.h"
#include "dbtool/schema.h"

namespace dbtool::autogenerate {

/// Operations as the body of a YAML script, with a comment where rows may be in the way. Empty if there are
/// none, which a new script writes as `[]`. `before` is the schema that they start from. Throws as apply()
/// does.
[[nodiscard]] std::string render_yaml(std::span<const Operation> operations, Schema before);

/// What the comments are about, a line each, for bodies that have other comments.
[[nodiscard]] std::vector<std::string> risks(std::span<const Operation> operations, Schema before);

struct SqlBody {
  std::string text;
  bool is_atomic = false;  ///< some of it has to be one transaction
};

/// Operations as the body of an SQL script: each statement ends with `;`, a blank line stands between two.
/// Checks stand there as statements that fail (dialect/guards.h). `before` is the schema that the operations
/// start from: engines that rebuild tables have to know them. Throws as DdlCompiler::compile and apply do.
[[nodiscard]] SqlBody render_sql(std::span<const Operation> operations, Schema before,
                                 const DdlCompiler& compiler);

}  // namespace dbtool::autogenerate
