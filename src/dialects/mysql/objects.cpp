#include <map>
#include <utility>

#include <fmt/format.h>

#include "base/strings.h"
#include "dialects/mysql/catalog.h"
#include "dialects/mysql/options.h"
#include "dialects/mysql/syntax.h"
#include "sql/lexer.h"

namespace dbtool::dialects::mysql {

namespace {

constexpr std::string_view kViews = R"(
SELECT v.table_schema, v.table_name, v.view_definition, v.check_option, v.security_type, {}
FROM information_schema.VIEWS AS v
WHERE {}
ORDER BY v.table_schema, v.table_name)";

constexpr std::string_view kTriggers = R"(
SELECT t.trigger_schema, t.trigger_name, t.event_object_table, t.action_timing, t.event_manipulation, t.action_statement
FROM information_schema.TRIGGERS AS t
WHERE {}
ORDER BY t.trigger_schema, t.trigger_name)";

constexpr std::string_view kRoutines = R"(
SELECT r.routine_schema, r.routine_name, r.routine_type, r.dtd_identifier, r.routine_definition, r.is_deterministic,
       r.sql_data_access, r.security_type, r.routine_comment
FROM information_schema.ROUTINES AS r
WHERE {}
ORDER BY r.routine_schema, r.routine_name, r.routine_type)";

/// The columns of kRoutines.
enum RoutineField : std::size_t {
  kSchema,
  kName,
  kType,
  kReturns,
  kBody,
  kDeterministic,
  kDataAccess,
  kSecurityType,
  kComment,
};

constexpr std::string_view kParameters = R"(
SELECT p.specific_schema, p.specific_name, p.routine_type, p.parameter_mode, p.parameter_name, p.dtd_identifier
FROM information_schema.PARAMETERS AS p
WHERE p.ordinal_position > 0 AND {}
ORDER BY p.specific_schema, p.specific_name, p.routine_type, p.ordinal_position)";

std::vector<sql::Token> tokens_of(std::string_view sql) {
  std::vector<sql::Token> tokens;
  sql::Lexer lexer(sql, syntax());
  for (sql::Token token = lexer.next(); token.kind != sql::TokenKind::kEnd; token = lexer.next()) {
    tokens.push_back(token);
  }
  return tokens;
}

/// The query without its own database's name before others: there it means itself. The server writes it
/// before a table and before a column's table; a table, or what stands for one, may have the same name.
std::string without_database(std::string_view sql, const std::string& database) {
  const std::string name = quoting().quoted(database);
  const std::vector<sql::Token> tokens = tokens_of(sql);
  const auto text = [&](std::size_t i) { return i < tokens.size() ? tokens[i].in(sql) : std::string_view(); };
  /// Behind FROM or JOIN, and the parentheses that may stand there.
  const auto is_table_place = [&](std::size_t i) {
    while (i > 0 && text(i - 1) == "(") --i;
    if (i == 0) return false;
    const std::string before = base::to_lower(text(i - 1));
    return before == "from" || before == "join" || before == "straight_join";
  };
  std::string result;
  std::size_t copied = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const bool is_name = text(i) == name && text(i + 1) == "." && (i == 0 || text(i - 1) != ".");
    if (!is_name) continue;
    const bool is_before_column = text(i + 3) == ".";
    const bool is_before_call = text(i + 3) == "(";
    if (!is_before_column && !is_before_call && !is_table_place(i)) continue;
    result += sql.substr(copied, tokens[i].offset - copied);
    copied = tokens[i + 1].end();
  }
  return result += sql.substr(copied);
}

std::string_view algorithm_field(const Server& server) { return server.is_mariadb ? "v.algorithm" : "NULL"; }

View to_view(const Row& row, std::string schema) {
  std::string query = without_database(text(row, 2), text(row, 0));
  if (const std::string check = text(row, 3); check != "NONE")
    query += fmt::format(" WITH {} CHECK OPTION", check);
  View view{.name = text(row, 1), .schema = std::move(schema), .as = DialectText(std::move(query))};
  if (text(row, 4) == "INVOKER") set_option(view.options, kSecurity, "INVOKER");
  if (const std::string algorithm = text(row, 5); !algorithm.empty() && algorithm != "UNDEFINED") {
    set_option(view.options, kAlgorithm, algorithm);
  }
  return view;
}

/// By database, name and kind.
using RoutineKey = std::tuple<std::string, std::string, std::string>;

std::map<RoutineKey, std::string> read_parameters(Catalog& catalog) {
  std::map<RoutineKey, std::string> parameters;
  for (const Row& row :
       catalog.connection().query(fmt::format(kParameters, catalog.condition("p.specific_schema")))) {
    std::string& list = parameters[{text(row, 0), text(row, 1), text(row, 2)}];
    if (!list.empty()) list += ", ";
    const std::string mode = text(row, 3);
    if (text(row, 2) == "PROCEDURE" && mode != "IN") list += mode + " ";
    list += fmt::format("{} {}", quoting().name(text(row, 4)), text(row, 5));
  }
  return parameters;
}

std::string routine_sql(const Row& row, const std::string& parameters, std::string_view name) {
  std::string sql = fmt::format("CREATE {} {}({})", text(row, kType), name, parameters);
  if (text(row, kType) == "FUNCTION") sql += " RETURNS " + text(row, kReturns);
  if (text(row, kDeterministic) == "YES") sql += " DETERMINISTIC";
  if (const std::string access = text(row, kDataAccess); access != "CONTAINS SQL") sql += " " + access;
  if (text(row, kSecurityType) == "INVOKER") sql += " SQL SECURITY INVOKER";
  if (const std::string comment = text(row, kComment); !comment.empty()) {
    sql += " COMMENT " + quoting().string(comment);
  }
  return sql + "\n" + text(row, kBody);
}

}  // namespace

std::vector<View> read_views(Catalog& catalog) {
  std::vector<View> views;
  const std::string sql =
      fmt::format(kViews, algorithm_field(catalog.server()), catalog.condition("v.table_schema"));
  for (const Row& row : catalog.connection().query(sql)) {
    const std::string database = text(row, 0);
    if (!catalog.includes(database, text(row, 1)) || text(row, 2).empty()) continue;
    views.push_back(to_view(row, catalog.schema_of(database)));
  }
  return views;
}

std::vector<View> read_view(Connection& connection, const std::string& name) {
  std::vector<View> views;
  const Value parameters[] = {Value(name)};
  const std::string sql = fmt::format(kViews, algorithm_field(Server::parse(connection.server_version())),
                                      "v.table_schema = DATABASE() AND v.table_name = ?");
  for (const Row& row : connection.query(sql, parameters)) views.push_back(to_view(row, {}));
  return views;
}

std::vector<Trigger> read_triggers(Catalog& catalog) {
  std::vector<Trigger> triggers;
  const std::string sql =
      fmt::format(kTriggers, catalog.condition("t.event_object_schema", "t.event_object_table"));
  for (const Row& row : catalog.connection().query(sql)) {
    const std::string schema = catalog.schema_of(text(row, 0));
    if (!catalog.includes(text(row, 0), text(row, 2))) continue;
    const auto name = [&](const std::string& object) { return quoting().name(schema, object); };
    triggers.push_back(
        {.name = text(row, 1),
         .table = text(row, 2),
         .schema = schema,
         .sql = DialectText(fmt::format("CREATE TRIGGER {} {} {} ON {} FOR EACH ROW {}", name(text(row, 1)),
                                        text(row, 3), text(row, 4), name(text(row, 2)), text(row, 5)))});
  }
  return triggers;
}

std::vector<UnreadableTable> read_other_objects(Catalog& catalog) {
  std::vector<UnreadableTable> objects;
  const auto read = [&](const std::string& sql, std::string_view reason) {
    for (const Row& row : catalog.connection().query(sql)) {
      const std::string database = text(row, 0);
      if (!catalog.includes(database, text(row, 1))) continue;
      objects.push_back({{catalog.schema_of(database), text(row, 1)}, std::string(reason)});
    }
  };
  if (catalog.server().has_sequences()) {
    read(fmt::format("SELECT t.table_schema, t.table_name FROM information_schema.TABLES AS t"
                     " WHERE t.table_type = 'SEQUENCE' AND {} ORDER BY t.table_schema, t.table_name",
                     catalog.condition("t.table_schema")),
         "is a sequence, which is not compared");
  }
  read(fmt::format("SELECT e.event_schema, e.event_name FROM information_schema.EVENTS AS e WHERE {}"
                   " ORDER BY e.event_schema, e.event_name",
                   catalog.condition("e.event_schema")),
       "is an event, which is not compared");
  return objects;
}

std::vector<Function> read_routines(Catalog& catalog) {
  std::vector<Function> functions;
  const std::map<RoutineKey, std::string> parameters = read_parameters(catalog);
  for (const Row& row :
       catalog.connection().query(fmt::format(kRoutines, catalog.condition("r.routine_schema")))) {
    if (is_null(row, kBody)) continue;  // who does not own it does not see it
    const std::string schema = catalog.schema_of(text(row, kSchema));
    const auto own = parameters.find({text(row, kSchema), text(row, kName), text(row, kType)});
    functions.push_back(
        {.name = text(row, kName),
         .schema = schema,
         .sql = DialectText(routine_sql(row, own == parameters.end() ? std::string() : own->second,
                                        quoting().name(schema, text(row, kName))))});
  }
  return functions;
}

}  // namespace dbtool::dialects::mysql
