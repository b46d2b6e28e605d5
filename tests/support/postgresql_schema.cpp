#include "support/postgresql_schema.h"

#include <gtest/gtest.h>

#include "dbtool/models.h"
#include "dialect/no_tables.h"
#include "dialects/registry.h"

namespace dbtool::test {
namespace {

const Dialect& postgresql() { return dialects::find_dialect("postgresql"); }

class KnownSchema final : public TableSource {
 public:
  explicit KnownSchema(const Schema& schema) : schema_(schema) {}
  const Table* find(const QualifiedName& name) override { return schema_.find_table(name); }
  const Schema& around(const QualifiedName&) override { return schema_; }

 private:
  const Schema& schema_;
};

}  // namespace

void run_sql(Connection& connection, const std::string& script) {
  dialect::NoTables tables;
  for (const Statement& statement :
       postgresql().ddl().compile({.what = ops::Execute{DialectText(script)}}, tables)) {
    ASSERT_NO_THROW(connection.execute(statement.text)) << statement.text;
  }
}

Schema inspect_postgresql(Connection& connection) { return postgresql().inspector(connection)->inspect(); }

void run_operations(Connection& connection, const std::vector<Operation>& operations, Schema before) {
  KnownSchema tables(before);
  for (const Operation& operation : operations) {
    for (const Statement& statement : postgresql().ddl().compile(operation, tables)) {
      try {
        connection.execute(statement.text);
      } catch (const Error& error) {
        FAIL() << error.message() << "\n" << statement.text;
      }
    }
    apply(operation, before);
  }
}

std::vector<Operation> operations_to(Connection& connection, const Schema& wanted) {
  return compare_postgresql(connection, wanted).operations;
}

autogenerate::Difference compare_postgresql(Connection& connection, const Schema& wanted) {
  const Dialect& dialect = postgresql();
  const auto inspector = dialect.inspector(connection);
  const Schema is = inspector->inspect();
  const auto types = inspector->types_to_compare(is, wanted);
  autogenerate::DiffOptions options = autogenerate::options_for(dialect.traits());
  options.default_schema = inspector->default_schema();
  options.models_are_whole = true;
  return autogenerate::compare(is, {.schema = wanted}, types ? *types : dialect.types(), options);
}

std::string as_models(const Schema& schema) { return write_models({.schema = schema}); }

}  // namespace dbtool::test
