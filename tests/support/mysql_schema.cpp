#include "support/mysql_schema.h"

#include <gtest/gtest.h>

#include "autogenerate/diff.h"
#include "dbtool/models.h"
#include "dialect/no_tables.h"
#include "dialects/registry.h"
#include "ops/alterations.h"
#include "runtime/table_sources.h"

namespace dbtool::test::mysql {
namespace {

const Dialect& dialect_of(Connection& connection) {
  return dialects::find_dialect("mysql").variant(connection);
}

}  // namespace

void run_sql(Connection& connection, const std::string& script) {
  dialect::NoTables tables;
  for (const Statement& statement :
       dialect_of(connection).ddl().compile({.what = ops::Execute{DialectText(script)}}, tables)) {
    ASSERT_NO_THROW(connection.execute(statement.text)) << statement.text;
  }
}

Schema inspect(Connection& connection) { return dialect_of(connection).inspector(connection)->inspect(); }

void run_operations(Connection& connection, const std::vector<Operation>& operations) {
  const Dialect& dialect = dialect_of(connection);
  const auto inspector = dialect.inspector(connection);
  runtime::InspectedTables tables(*inspector, dialect.traits());
  for (const Operation& operation : ops::gather_alterations_for(dialect.traits(), operations)) {
    for (const Statement& statement : dialect.ddl().compile(operation, tables)) {
      try {
        connection.execute(statement.text);
      } catch (const Error& error) {
        FAIL() << error.message() << "\n" << statement.text;
      }
    }
  }
}

std::vector<Operation> operations_to(Connection& connection, const Schema& wanted) {
  const Dialect& dialect = dialect_of(connection);
  const auto inspector = dialect.inspector(connection);
  const Schema is = inspector->inspect();
  const auto types = inspector->types_to_compare(is, wanted);
  autogenerate::DiffOptions options = autogenerate::options_for(dialect.traits());
  options.default_schema = inspector->default_schema();
  options.models_are_whole = true;
  return autogenerate::compare(is, {.schema = wanted}, types ? *types : dialect.types(), options).operations;
}

std::string as_models(const Schema& schema) { return write_models({.schema = schema}); }

}  // namespace dbtool::test::mysql
