#include <map>
#include <utility>

#include <fmt/format.h>

#include "base/strings.h"
#include "dialects/mysql/catalog.h"
#include "dialects/mysql/options.h"
#include "dialects/mysql/syntax.h"

namespace dbtool::dialects::mysql {

namespace {

constexpr std::string_view kTriggers = R"(
SELECT t.trigger_schema, t.trigger_name, t.event_object_table, t.action_timing, t.event_manipulation, t.action_statement,
       t.definer, t.action_order
FROM information_schema.TRIGGERS AS t
WHERE {}
ORDER BY t.trigger_schema, t.event_object_table, t.action_timing, t.event_manipulation, t.action_order, t.trigger_name)";

/// The columns of kTriggers.
enum TriggerField : std::size_t {
  kTriggerSchema,
  kTriggerName,
  kTriggerTable,
  kTiming,
  kEvent,
  kStatement,
  kTriggerDefiner,
  kActionOrder,
};

constexpr std::string_view kRoutines = R"(
SELECT r.routine_schema, r.routine_name, r.routine_type, r.dtd_identifier, r.routine_definition, r.is_deterministic,
       r.sql_data_access, r.security_type, r.routine_comment, r.definer
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
  kRoutineDefiner,
};

constexpr std::string_view kParameters = R"(
SELECT p.specific_schema, p.specific_name, p.routine_type, p.parameter_mode, p.parameter_name, p.dtd_identifier
FROM information_schema.PARAMETERS AS p
WHERE p.ordinal_position > 0 AND {}
ORDER BY p.specific_schema, p.specific_name, p.routine_type, p.ordinal_position)";

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

/// ` DEFINER=`app`@`localhost`` where it is not the connection's user: who makes an object is its definer.
std::string definer_sql(const std::string& definer, const Catalog& catalog) {
  return definer == catalog.user() ? std::string() : " " + definer_clause_sql(definer);
}

std::string routine_sql(const Row& row, const Catalog& catalog, const std::string& parameters,
                        std::string_view name) {
  std::string sql = fmt::format("CREATE{} {} {}({})", definer_sql(text(row, kRoutineDefiner), catalog),
                                text(row, kType), name, parameters);
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

std::vector<Trigger> read_triggers(Catalog& catalog) {
  std::vector<Trigger> triggers;
  const std::string sql =
      fmt::format(kTriggers, catalog.condition("t.event_object_schema", "t.event_object_table"));
  for (const Row& row : catalog.connection().query(sql)) {
    const std::string schema = catalog.schema_of(text(row, kTriggerSchema));
    if (!catalog.includes(text(row, kTriggerSchema), text(row, kTriggerTable))) continue;
    const auto name = [&](const std::string& object) { return quoting().name(schema, object); };
    // The first of several is made first; each further one says where it stands, in case it is made again.
    const std::string place = number(row, kActionOrder) > 1 && !triggers.empty()
                                  ? fmt::format("FOLLOWS {} ", quoting().name(triggers.back().name))
                                  : std::string();
    triggers.push_back(
        {.name = text(row, kTriggerName),
         .table = text(row, kTriggerTable),
         .schema = schema,
         .sql = DialectText(fmt::format("CREATE{} TRIGGER {} {} {} ON {} FOR EACH ROW {}{}",
                                        definer_sql(text(row, kTriggerDefiner), catalog),
                                        name(text(row, kTriggerName)), text(row, kTiming), text(row, kEvent),
                                        name(text(row, kTriggerTable)), place, text(row, kStatement)))});
  }
  return triggers;
}

void read_other_objects(Catalog& catalog, Schema& schema) {
  for (const auto& [database, name] : catalog.sequences()) {
    catalog.tell_unreadable(schema, database, name, "is a sequence, which is not compared");
  }
  const std::string events = fmt::format(
      "SELECT e.event_schema, e.event_name FROM information_schema.EVENTS AS e WHERE {}"
      " ORDER BY e.event_schema, e.event_name",
      catalog.condition("e.event_schema"));
  for (const Row& row : catalog.connection().query(events)) {
    catalog.tell_unreadable(schema, text(row, 0), text(row, 1), "is an event, which is not compared");
  }
}

void read_routines(Catalog& catalog, Schema& schema) {
  const std::map<RoutineKey, std::string> parameters = read_parameters(catalog);
  for (const Row& row :
       catalog.connection().query(fmt::format(kRoutines, catalog.condition("r.routine_schema")))) {
    const std::string database = text(row, kSchema);
    if (is_null(row, kBody)) {
      catalog.tell_unreadable(schema, database, text(row, kName),
                              "is a routine whose text is not shown to this user");
      continue;
    }
    const std::string own = catalog.schema_of(database);
    const auto found = parameters.find({database, text(row, kName), text(row, kType)});
    schema.functions.push_back({.name = text(row, kName),
                                .schema = own,
                                .sql = DialectText(routine_sql(
                                    row, catalog, found == parameters.end() ? std::string() : found->second,
                                    quoting().name(own, text(row, kName))))});
  }
}

}  // namespace dbtool::dialects::mysql
