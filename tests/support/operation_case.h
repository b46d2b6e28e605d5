#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/document.h"
#include "dbtool/connection.h"
#include "sql/syntax.h"

namespace dbtool::test {

/// The one script of a case in tests/data/operations: its `upgrade`, and its `downgrade` unless it is
/// automatic.
[[nodiscard]] std::string script_of(const base::Node& document);

/// The lines of a text that are not empty, as a list.
[[nodiscard]] base::Node lines_of(std::string_view text);

/// An empty database on a server, for one case.
struct OperationServer {
  std::string url;
  std::string name;  ///< of the database: another one each time, so that goldens have DATABASE instead
  const sql::Syntax& syntax;
  std::function<std::unique_ptr<Connection>()> connect;
  std::function<std::string(Connection&)> facts;  ///< all that is in the database, a line a thing
  bool keeps_what_failed = false;                 ///< its DDL does not roll back
  /// What a golden has of a line or a statement; empty: all of it.
  std::function<std::string(std::string_view)> shown = {};
};

/// Runs a case: what a person writes (a database in SQL as `before`, `csv` for a file rows.csv, and the
/// script). Gives what comes of it, as a golden file has it from the line `sql:` or `error:` on: the
/// statements that are run, and what is in the database then. Fails the test if the way back does not lead
/// back, or the way there not to the same a second time.
[[nodiscard]] std::string outcome_of(const base::Node& document, const OperationServer& server);

}  // namespace dbtool::test
