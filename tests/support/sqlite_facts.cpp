#include "support/sqlite_facts.h"

#include <algorithm>
#include <memory>
#include <vector>

#include <gtest/gtest.h>
#include <sqlite3.h>

namespace dbtool::test {
namespace {

using Lines = std::vector<std::string>;

// What migrations keep for themselves.
constexpr const char* kOwn = " AND name NOT IN ('alembic_version', 'dbtool_history')";

class Database {
 public:
  explicit Database(const std::filesystem::path& path) {
    sqlite3* opened = nullptr;
    EXPECT_EQ(sqlite3_open(path.c_str(), &opened), SQLITE_OK);
    handle_.reset(opened);
  }

  void run(const std::string& sql) {
    EXPECT_EQ(sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK)
        << sqlite3_errmsg(handle_.get());
  }

  /// Each row as one line, its values behind one another.
  Lines query(const std::string& sql) {
    Lines lines;
    const auto add = [](void* target, int count, char** values, char**) {
      std::string line;
      for (int i = 0; i < count; ++i) {
        line += (i == 0 ? "" : "|") + std::string(values[i] == nullptr ? "NULL" : values[i]);
      }
      static_cast<Lines*>(target)->push_back(line);
      return 0;
    };
    EXPECT_EQ(sqlite3_exec(handle_.get(), sql.c_str(), add, &lines, nullptr), SQLITE_OK)
        << sql << "\n"
        << sqlite3_errmsg(handle_.get());
    return lines;
  }

 private:
  struct Close {
    void operator()(sqlite3* database) const noexcept { sqlite3_close(database); }
  };
  std::unique_ptr<sqlite3, Close> handle_;
};

std::string quoted(const std::string& text, char quote) {
  std::string result(1, quote);
  for (const char each : text) result += each == quote ? std::string(2, quote) : std::string(1, each);
  return result + quote;
}
std::string literal(const std::string& text) { return quoted(text, '\''); }

Lines rows_of(Database& database, const std::string& table) {
  std::string values;
  for (const std::string& column :
       database.query("SELECT name FROM pragma_table_xinfo(" + literal(table) + ")")) {
    values += ", quote(" + quoted(column, '"') + ")";
  }
  const bool has_rowid =
      database.query("SELECT wr FROM pragma_table_list WHERE name = " + literal(table)).front() == "0";
  const std::string rowid = values.find("\"rowid\"") == std::string::npos ? "rowid" : "oid";
  return database.query("SELECT " + (has_rowid ? rowid + values : values.substr(2)) + " FROM " +
                        quoted(table, '"') + " ORDER BY 1");
}

Lines tables_of(Database& database) {
  return database.query(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage <> 0 AND name <> 'sqlite_sequence'" +
      std::string(kOwn) + " ORDER BY name");
}

Lines numbers_given(Database& database) {
  const bool has = !database.query("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_sequence'").empty();
  return has ? database.query("SELECT name, seq FROM sqlite_sequence ORDER BY name, seq") : Lines();
}

void add(std::string& text, const std::string& heading, Lines lines) {
  for (const std::string& line : lines) text += heading + line + "\n";
}

void add_sorted(std::string& text, const std::string& heading, Lines lines) {
  std::sort(lines.begin(), lines.end());
  add(text, heading, std::move(lines));
}

}  // namespace

void run_sql(const std::filesystem::path& database, std::string_view sql) {
  Database(database).run(std::string(sql));
}

std::string dump(const std::filesystem::path& path) {
  Database database(path);
  std::string text;
  for (const std::string& table : tables_of(database)) {
    add(text, "", database.query("SELECT sql || ';' FROM sqlite_master WHERE name = " + literal(table)));
    add(text, "",
        database.query("SELECT sql || ';' FROM sqlite_master WHERE type IN ('index', 'trigger') AND "
                       "tbl_name = " +
                       literal(table) + " AND sql IS NOT NULL ORDER BY type, name"));
    add(text, "-- ", rows_of(database, table));
  }
  add(text, "", database.query("SELECT sql || ';' FROM sqlite_master WHERE type = 'view' ORDER BY name"));
  add(text, "-- numbers given: ", numbers_given(database));
  return text;
}

std::string facts(const std::filesystem::path& path) {
  Database database(path);
  std::string text;
  for (const std::string& table : tables_of(database)) {
    const std::string of = "(" + literal(table) + ")";
    add(text, table + " is ",
        database.query("SELECT wr, strict FROM pragma_table_list WHERE name = " + literal(table)));
    add(text, table + " has column ",
        // Where the number of the row is a column, NOT NULL means nothing.
        database.query(
            "SELECT name, type, \"notnull\" OR (pk = 1 AND type = 'INTEGER'), dflt_value, pk, hidden "
            "FROM pragma_table_xinfo" +
            of));
    add_sorted(text, table + " has key ",
               database.query("SELECT group_concat(\"from\"), \"table\", group_concat(\"to\"), on_update, "
                              "on_delete FROM (SELECT * FROM pragma_foreign_key_list" +
                              of + " ORDER BY id, seq) GROUP BY id"));
    add_sorted(text, table + " has index ",
               database.query(
                   "SELECT CASE i.origin WHEN 'c' THEN i.name END, i.\"unique\", i.origin, i.partial, "
                   "(SELECT group_concat(coalesce(x.name, 'expression') || ' ' || x.desc || ' ' || x.coll) "
                   "FROM pragma_index_xinfo(i.name) AS x WHERE x.key) FROM pragma_index_list" +
                   of + " AS i"));
    add(text, table + " row ", rows_of(database, table));
  }
  add(text, "",
      database.query("SELECT type, name, CASE type WHEN 'index' THEN lower(replace(sql, '\"', '')) "
                     "ELSE sql END FROM sqlite_master WHERE type <> 'table' AND sql IS NOT NULL "
                     "ORDER BY type, name"));
  add(text, "numbers given: ", numbers_given(database));
  add(text, "integrity: ", database.query("PRAGMA integrity_check"));
  add_sorted(text, "points at nothing: ",
             database.query("SELECT \"table\", rowid, parent FROM pragma_foreign_key_check"));
  return text;
}

}  // namespace dbtool::test
