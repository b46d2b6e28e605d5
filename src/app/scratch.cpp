#include "app/scratch.h"

#include <utility>

#include <fmt/format.h>

#include "dbtool/operation.h"
#include "dialect/no_tables.h"

namespace dbtool::app {
namespace {

void run(Connection& connection, const Statement& statement) {
  try {
    connection.execute(statement.text);
  } catch (const Error& error) {
    const std::size_t offset = error.statement_offset();
    throw Error(ErrorCode::kModels, error.message())
        .at(location_of(statement, offset == std::string::npos ? 0 : offset));
  }
}

}  // namespace

std::unique_ptr<Connection> scratch_copy(const Dialect& dialect, Connection* original) {
  auto scratch = dialect.scratch();
  if (scratch == nullptr || original == nullptr) return scratch;
  for (const std::string& definition : dialect.inspector(*original)->definitions()) {
    try {
      scratch->execute(definition);
    } catch (const Error&) {
      return nullptr;  // it needs what only the original has, such as an extension
    }
  }
  return scratch;
}

std::unique_ptr<Connection> scratch_from(const Dialect& dialect, std::span<const SourceText> scripts) {
  auto scratch = dialect.scratch();
  if (scratch == nullptr) {
    throw Error(ErrorCode::kUnsupported,
                fmt::format("models cannot be read from SQL for {}", dialect.traits().name()))
        .with_hint("name YAML files, or a database that has the wanted schema");
  }
  dialect::NoTables tables;
  for (const SourceText& script : scripts) {
    DialectText text;
    text.general = script;
    for (const Statement& statement :
         dialect.ddl().compile({.what = ops::Execute{std::move(text)}}, tables)) {
      run(*scratch, statement);
    }
  }
  return scratch;
}

}  // namespace dbtool::app
