#include "dbtool/ddl_compiler.h"

#include <utility>

namespace dbtool {

std::vector<Statement> DdlCompiler::compile(const Operation& operation, TableSource& tables) const {
  LazyStatements statements = compile_lazily(operation, tables);
  while (statements.rest) {
    std::optional<Statement> next = statements.rest();
    if (!next) break;
    statements.first.push_back(*std::move(next));
  }
  return std::move(statements.first);
}

}  // namespace dbtool
