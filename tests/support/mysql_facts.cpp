#include "support/mysql_facts.h"

#include <fmt/format.h>

#include "base/strings.h"

namespace dbtool::test {

namespace {

std::string name(const Row& row, std::size_t field = 0) { return to_text(row.at(field)); }

/// A table's definition, each part on a line that begins with the table's name.
std::string table_facts(const std::string& table, const std::string& definition) {
  std::string result;
  for (const std::string_view line : base::split(definition, '\n')) {
    std::string part(base::trim(line));
    if (part.starts_with("CREATE TABLE")) continue;
    if (part.ends_with(',')) part.pop_back();
    if (const std::size_t counter = part.find(" AUTO_INCREMENT="); counter != std::string::npos) {
      part.erase(counter, part.find(' ', counter + 1) - counter);
    }
    if (part.starts_with(')'))
      part =
          base::replace_all(part, ") ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci", ")");
    result += fmt::format("{}: {}\n", table, part);
  }
  return result;
}

std::string row_facts(Connection& connection, const std::string& table) {
  std::string result;
  for (const Row& row : connection.query(fmt::format("SELECT * FROM `{}` ORDER BY 1", table))) {
    std::string line = "-- " + table;
    for (const Value& value : row) {
      line += "|" + (std::holds_alternative<std::monostate>(value) ? std::string("NULL") : to_text(value));
    }
    result += line + "\n";
  }
  return result;
}

}  // namespace

std::string mysql_facts(Connection& connection) {
  std::string result;
  std::string rows;
  for (const Row& row : connection.query(
           "SELECT table_name, table_type FROM information_schema.TABLES WHERE table_schema = DATABASE() AND "
           "table_name <> 'alembic_version' ORDER BY table_name")) {
    const std::string table = name(row);
    if (name(row, 1) == "VIEW") {
      const auto view = connection.query(fmt::format("SHOW CREATE VIEW `{}`", table)).front();
      result += base::replace_all(name(view, 1), "DEFINER=`root`@`localhost` ", "") + "\n";
    } else {
      result +=
          table_facts(table, name(connection.query(fmt::format("SHOW CREATE TABLE `{}`", table)).front(), 1));
      if (name(row, 1) == "BASE TABLE") rows += row_facts(connection, table);
    }
  }
  for (const Row& row : connection.query(
           "SELECT CONCAT('trigger ', trigger_name, ' ', action_timing, ' ', event_manipulation, ' ON ', "
           "event_object_table, ' ', action_statement) FROM information_schema.TRIGGERS WHERE trigger_schema "
           "= "
           "DATABASE() ORDER BY trigger_name")) {
    result += name(row) + "\n";
  }
  for (const Row& row : connection.query(
           "SELECT CONCAT(LOWER(routine_type), ' ', routine_name, ' ', routine_definition) FROM "
           "information_schema.ROUTINES WHERE routine_schema = DATABASE() ORDER BY routine_name")) {
    result += name(row) + "\n";
  }
  return result + rows;
}

}  // namespace dbtool::test
