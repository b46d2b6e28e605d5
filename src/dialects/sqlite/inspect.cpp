#include "dialects/sqlite/inspect.h"

#include <algorithm>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/strings.h"
#include "dialects/sqlite/create_object_parser.h"
#include "dialects/sqlite/create_table_parser.h"
#include "dialects/sqlite/names.h"
#include "dialects/sqlite/syntax.h"
#include "dialects/sqlite/table_options.h"
#include "dialects/sqlite/types.h"
#include "ops/sql_words.h"

namespace dbtool::dialects::sqlite {

namespace {

// Virtual tables have no root page. A shadow table is one of those that a virtual table keeps its data in.
// What is said once for a table, or only of keys, is not looked up for every column: that would cost more
// than all the rest.
constexpr std::string_view kColumns = R"(
SELECT t.name, CASE c.cid WHEN 0 THEN t.sql END, c.name, c.type, c."notnull", c.dflt_value, c.pk, c.hidden,
       CASE WHEN c.pk > 0 THEN
         EXISTS (SELECT 1 FROM pragma_index_list(t.name, 'main') AS i WHERE i.origin = 'pk') END
FROM main.sqlite_master AS t JOIN pragma_table_xinfo(t.name, 'main') AS c
WHERE t.type = 'table' AND t.rootpage <> 0 AND lower(substr(t.name, 1, 7)) <> 'sqlite_'
  AND t.name NOT IN (SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'shadow'){}
ORDER BY t.name, c.cid)";

// What belongs to UNIQUE and PRIMARY KEY constraints has no text. Tables are there for their names only.
constexpr std::string_view kOtherObjects = R"(
SELECT CASE WHEN type = 'table' AND rootpage = 0 THEN 'virtual' ELSE type END, name, tbl_name,
       CASE WHEN type <> 'table' THEN sql END
FROM main.sqlite_master
WHERE sql IS NOT NULL{}
ORDER BY name)";

/// The columns of kColumns.
enum Field : std::size_t {
  kTable,
  kTableSql,
  kName,
  kType,
  kNotNull,
  kDefault,
  kKeyPosition,  // 0: not in the primary key
  kHidden,       // 2: generated, 3: generated and stored
  kKeyHasIndex,
};

std::int64_t integer(const Row& row, Field field) {
  const auto* number = std::get_if<std::int64_t>(&row[field]);
  return number == nullptr ? 0 : *number;
}

/// Makes one table of its rows in the catalog.
class TableReader {
 public:
  explicit TableReader(const Row& first) : text_(parse_create_table(to_text(first[kTableSql]))) {
    table_.name = to_text(first[kTable]);
  }

  void add(const Row& row) {
    const std::int64_t key_position = integer(row, kKeyPosition);
    Column column{.name = to_text(row[kName]), .type = parse_type(to_text(row[kType]))};
    // A key without an index of its own is the rowid; without rowids, no key is ever NULL.
    const bool is_rowid = key_position > 0 && !text_.without_rowid && integer(row, kKeyHasIndex) == 0;
    const bool never_null = is_rowid || (key_position > 0 && text_.without_rowid);
    column.nullable = integer(row, kNotNull) == 0 && !never_null;
    if (!std::holds_alternative<std::monostate>(row[kDefault])) {
      column.server_default = parse_default(to_text(row[kDefault]), column.type);
    }
    if (table_.columns.size() < text_.columns.size()) {
      add_text(text_.columns[table_.columns.size()], integer(row, kHidden), column);
    }
    ++columns_;
    if (key_position > 0) key_.emplace_back(key_position, column.name);
    if (is_rowid) text_.primary_key.parts.clear();  // rowids are in order, and numbers
    table_.columns.push_back(std::move(column));
  }

  /// The first words of the definition that nobody knows; empty: all of it was understood.
  [[nodiscard]] std::string not_understood() const {
    if (!text_.not_understood.empty() || columns_ == text_.columns.size()) return text_.not_understood;
    return "columns";  // that the text does not have
  }

  Table finish() {
    if (!key_.empty()) {
      std::ranges::sort(key_);
      table_.primary_key = std::move(text_.primary_key);
      table_.primary_key->columns.clear();
      for (auto& [position, name] : key_) table_.primary_key->columns.push_back(std::move(name));
    }
    table_.uniques = std::move(text_.uniques);
    table_.foreign_keys = std::move(text_.foreign_keys);
    table_.checks = std::move(text_.checks);
    if (text_.autoincrement) set_option(table_, kAutoincrement);
    if (text_.strict) set_option(table_, kStrict);
    if (text_.without_rowid) set_option(table_, kWithoutRowid);
    return std::move(table_);
  }

 private:
  static void add_text(const ColumnText& text, std::int64_t hidden, Column& column) {
    column.collation = text.collation;
    if (!text.not_null_name.empty()) set_option(column.options, kNotNullName, text.not_null_name);
    if (!text.on_null_conflict.empty()) set_option(column.options, kOnNullConflict, text.on_null_conflict);
    if (hidden == 2 || hidden == 3) {
      column.computed = Computed{.sql = DialectText(text.generated), .stored = {}};
      if (hidden == 3) column.computed->stored = true;
    }
  }

  CreateTableText text_;
  Table table_;
  std::size_t columns_ = 0;
  std::vector<std::pair<std::int64_t, std::string>> key_;
};

/// `AND t.name IN (?1, ?2)`
std::string name_condition(std::size_t count) {
  std::string places;
  for (std::size_t i = 1; i <= count; ++i) places += fmt::format("{}?{}", i == 1 ? "" : ", ", i);
  return fmt::format("\n  AND t.name COLLATE NOCASE IN ({})", places);
}

/// All tables, or, if there are `names`, those.
void read_tables(Connection& connection, const InspectFilter& filter, const std::vector<Value>& names,
                 Schema& schema) {
  const std::vector<Row> rows = connection.query(
      fmt::format(kColumns, names.empty() ? std::string() : name_condition(names.size())), names);
  for (auto row = rows.begin(); row != rows.end();) {
    const auto end =
        std::find_if(row, rows.end(), [&](const Row& other) { return other[kTable] != (*row)[kTable]; });
    if (!filter.include_table || filter.include_table({}, to_text((*row)[kTable]))) {
      TableReader reader(*row);
      for (auto column = row; column != end; ++column) reader.add(*column);
      Table table = reader.finish();
      if (const std::string word = reader.not_understood(); !word.empty()) {
        schema.unreadable.push_back(
            {table.qualified_name(),
             fmt::format("has '{}' in its definition, which is not known here", word)});
      }
      schema.tables.push_back(std::move(table));
    }
    row = end;
  }
}

/// The table of this name in a list ordered by name; SQLite's names know no case.
class TableFinder {
 public:
  explicit TableFinder(std::vector<Table>& tables) {
    for (Table& table : tables) by_name_.emplace(base::to_lower(table.name), &table);
  }

  [[nodiscard]] Table* find(std::string_view name) const {
    const auto found = by_name_.find(base::to_lower(name));
    return found == by_name_.end() ? nullptr : found->second;
  }

 private:
  std::map<std::string, Table*, std::less<>> by_name_;
};

/// The names of tables and views as they were given: a trigger may have its table's in another case.
class GivenNames {
 public:
  explicit GivenNames(const std::vector<Row>& objects) {
    for (const Row& row : objects) {
      const std::string type = to_text(row[0]);
      if (type != "table" && type != "view") continue;
      std::string name = to_text(row[1]);
      names_.emplace(base::to_lower(name), std::move(name));
    }
  }

  [[nodiscard]] std::string find(std::string name) const {
    const auto found = names_.find(base::to_lower(name));
    return found == names_.end() ? std::move(name) : found->second;
  }

 private:
  std::unordered_map<std::string, std::string> names_;
};

class ObjectReader {
 public:
  ObjectReader(const std::vector<Row>& objects, const InspectFilter& filter, Schema& schema)
      : objects_(objects), filter_(filter), schema_(schema), names_(objects), tables_(schema.tables) {}

  void read() {
    for (const Row& row : objects_) {
      const std::string type = to_text(row[0]);
      std::string name = to_text(row[1]);
      std::string table_name = names_.find(to_text(row[2]));
      std::string sql = to_text(row[3]);
      if (type == "view") {
        schema_.views.push_back({.name = std::move(name), .as = DialectText(parse_create_view(sql))});
      } else if (type == "index") {
        if (Table* table = tables_.find(table_name)) table->indexes.push_back(parse_create_index(sql));
      } else if (type == "trigger" && is_included(table_name)) {
        schema_.triggers.push_back(
            {.name = std::move(name), .table = std::move(table_name), .sql = DialectText(std::move(sql))});
      } else if (type == "virtual" && is_included(name)) {
        schema_.unreadable.push_back({{{}, std::move(name)}, "is virtual"});
      } else if (type == "table" && is_shadow(name) && is_included(name)) {
        schema_.unreadable.push_back({{{}, std::move(name)}, "is part of a virtual one"});
      }
    }
  }

 private:
  [[nodiscard]] bool is_included(const std::string& table) const {
    if (filter_.around && !base::equals_ignoring_case(table, filter_.around->name) &&
        tables_.find(table) == nullptr) {
      return false;
    }
    return !filter_.include_table || filter_.include_table({}, table);
  }
  /// The tables that are left out and are not SQLite's own.
  [[nodiscard]] bool is_shadow(const std::string& table) const {
    const bool was_asked_for = !filter_.around || base::equals_ignoring_case(table, filter_.around->name);
    return was_asked_for && tables_.find(table) == nullptr && !base::to_lower(table).starts_with("sqlite_");
  }

  const std::vector<Row>& objects_;
  const InspectFilter& filter_;
  Schema& schema_;
  GivenNames names_;
  TableFinder tables_;
};

constexpr std::string_view kReferencingTables = R"(
SELECT DISTINCT t.name FROM main.sqlite_master AS t JOIN pragma_foreign_key_list(t.name, 'main') AS f
WHERE t.type = 'table' AND f."table" = ?1 COLLATE NOCASE)";

/// The table itself, those that reference it, and those with triggers that mention it.
std::vector<Value> tables_around(Connection& connection, const std::string& name,
                                 const std::vector<Row>& objects) {
  std::vector<Value> names = {Value(name)};
  const Value parameters[] = {Value(name)};
  for (Row& row : connection.query(kReferencingTables, parameters)) names.push_back(std::move(row.front()));
  for (const Row& row : objects) {
    if (to_text(row[0]) == "trigger" && ops::mentions(to_text(row[3]), name)) names.push_back(row[2]);
  }
  return names;
}

/// Of other tables their indexes are of no interest.
constexpr std::string_view kNotOthersIndexes = "\n  AND (type <> 'index' OR tbl_name = ?1 COLLATE NOCASE)";

}  // namespace

Schema SqliteInspector::inspect(const InspectFilter& filter) {
  Schema schema;
  if (!filter.around) {
    read_tables(connection_, filter, {}, schema);
    const std::vector<Row> objects = connection_.query(fmt::format(kOtherObjects, ""));
    ObjectReader(objects, filter, schema).read();
    respell_parts(schema);
    return schema;
  }
  const Value name[] = {Value(filter.around->name)};
  const std::vector<Row> objects = connection_.query(fmt::format(kOtherObjects, kNotOthersIndexes), name);
  read_tables(connection_, filter, tables_around(connection_, filter.around->name, objects), schema);
  ObjectReader(objects, filter, schema).read();
  respell_parts(schema);
  return schema;
}

std::vector<std::string> SqliteInspector::definitions() {
  // In the order that they were made in. A virtual table makes those that it keeps its data in.
  const std::vector<Row> rows = connection_.query(R"(
SELECT sql FROM main.sqlite_master
WHERE sql IS NOT NULL AND lower(substr(name, 1, 7)) <> 'sqlite_'
  AND name NOT IN (SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'shadow')
ORDER BY type IN ('view', 'trigger'), type <> 'view', rowid)");
  std::vector<std::string> definitions;
  for (const Row& row : rows) definitions.push_back(to_text(row.front()));
  return definitions;
}

bool SqliteInspector::has_schema(std::string_view name) {
  const Value parameters[] = {Value(std::string(name))};
  return !connection_.query("SELECT 1 FROM pragma_database_list WHERE name = ?1 COLLATE NOCASE", parameters)
              .empty();
}

bool SqliteInspector::has_table(const QualifiedName& table) {
  if (!table.schema.empty() && !has_schema(table.schema)) {
    throw Error(ErrorCode::kOutOfSync, fmt::format("the database has no schema '{}'", table.schema));
  }
  const Value name[] = {Value(table.name)};
  const auto rows = connection_.query(
      fmt::format("SELECT type FROM {} WHERE type IN ('table', 'view') AND name = ?1 COLLATE NOCASE",
                  quoting().name(table.schema.empty() ? "main" : table.schema, "sqlite_master")),
      name);
  if (rows.empty()) return false;
  const std::string type = to_text(rows.front().front());
  if (type == "table") return true;
  throw Error(ErrorCode::kOutOfSync, fmt::format("'{}' is a {}, not a table", to_string(table), type));
}

}  // namespace dbtool::dialects::sqlite
