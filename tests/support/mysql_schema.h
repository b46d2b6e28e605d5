#pragma once

#include <string>
#include <vector>

#include "dbtool/connection.h"
#include "dbtool/operation.h"
#include "dbtool/schema.h"

/// Whole schemas on MySQL or MariaDB, with the dialect of the server at hand.
namespace dbtool::test::mysql {

/// Runs a script of several statements.
void run_sql(Connection& connection, const std::string& script);

/// The database's schema.
[[nodiscard]] Schema inspect(Connection& connection);

/// Runs operations one after the other, neighbours gathered, each compiled for the schema that those before
/// it have made.
void run_operations(Connection& connection, const std::vector<Operation>& operations);

/// What autogenerate makes of a database and a whole schema, with the server's help.
[[nodiscard]] std::vector<Operation> operations_to(Connection& connection, const Schema& wanted);

/// As a file of models, to be compared by people.
[[nodiscard]] std::string as_models(const Schema& schema);

}  // namespace dbtool::test::mysql
