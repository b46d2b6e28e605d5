#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "base/strings.h"
#include "dialects/mysql/catalog.h"
#include "dialects/mysql/options.h"
#include "dialects/mysql/syntax.h"

namespace dbtool::dialects::mysql {

namespace {

constexpr std::string_view kIndexes = R"(
SELECT s.table_schema, s.table_name, s.index_name, s.non_unique, s.column_name, s.collation, s.sub_part, s.index_type,
       s.index_comment, {}, {}
FROM information_schema.STATISTICS AS s
WHERE {}
ORDER BY s.table_schema, s.table_name, s.index_name, s.seq_in_index)";

/// The columns of kIndexes.
enum IndexField : std::size_t {
  kSchema,
  kTable,
  kName,
  kNonUnique,
  kColumn,
  kOrder,
  kLength,
  kMethod,
  kComment,
  kExpression,
  kVisible,
};

IndexElement to_element(const Row& row) {
  IndexElement element{.column = text(row, kColumn)};
  if (is_null(row, kColumn)) element.expression = DialectText(text(row, kExpression));
  if (text(row, kOrder) == "D") element.order = SortOrder::kDescending;
  // What a SPATIAL index says of its length is of no use.
  if (!is_null(row, kLength) && text(row, kMethod) != "SPATIAL") {
    element.length = static_cast<int>(number(row, kLength));
  }
  return element;
}

Index to_index(const Row& row, const Server& server) {
  Index index{.name = text(row, kName), .unique = number(row, kNonUnique) == 0};
  const std::string method = base::to_lower(text(row, kMethod));
  if (method != "btree") index.using_method = method;
  if (const std::string comment = text(row, kComment); !comment.empty())
    index.with.emplace("comment", comment);
  if (text(row, kVisible) == "NO") index.with.emplace(server.is_mariadb ? "ignored" : "invisible", "true");
  return index;
}

/// Whether an index can be seen by the optimizer, in the words of either server.
std::string_view visibility(const Server& server) {
  if (!server.is_mariadb) return server.version >= 80000 ? "s.is_visible" : "NULL";
  return server.version >= 100600 ? "CASE s.ignored WHEN 'YES' THEN 'NO' END" : "NULL";
}

// --- Foreign keys ---

constexpr std::string_view kKeyColumns = R"(
SELECT k.table_schema, k.table_name, k.constraint_name, k.column_name, k.referenced_table_schema,
       k.referenced_table_name, k.referenced_column_name
FROM information_schema.KEY_COLUMN_USAGE AS k
WHERE k.referenced_table_name IS NOT NULL AND {}
ORDER BY k.table_schema, k.table_name, k.constraint_name, k.ordinal_position)";

constexpr std::string_view kRules = R"(
SELECT r.constraint_schema, r.table_name, r.constraint_name, r.update_rule, r.delete_rule
FROM information_schema.REFERENTIAL_CONSTRAINTS AS r
WHERE {})";

ReferentialAction action(std::string_view rule) {
  if (rule == "CASCADE") return ReferentialAction::kCascade;
  if (rule == "SET NULL") return ReferentialAction::kSetNull;
  if (rule == "SET DEFAULT") return ReferentialAction::kSetDefault;
  return ReferentialAction::kNoAction;  // RESTRICT is the same
}

// --- Checks ---

constexpr std::string_view kMariadbChecks = R"(
SELECT c.constraint_schema, c.table_name, c.constraint_name, c.check_clause, {}
FROM information_schema.CHECK_CONSTRAINTS AS c
WHERE {}
ORDER BY c.constraint_schema, c.table_name, c.constraint_name)";

constexpr std::string_view kMysqlChecks = R"(
SELECT t.table_schema, t.table_name, c.constraint_name, c.check_clause, NULL
FROM information_schema.TABLE_CONSTRAINTS AS t
JOIN information_schema.CHECK_CONSTRAINTS AS c
  ON c.constraint_schema = t.constraint_schema AND c.constraint_name = t.constraint_name
WHERE t.constraint_type = 'CHECK' AND {}
ORDER BY t.table_schema, t.table_name, c.constraint_name)";

enum CheckField : std::size_t { kCheckSchema, kCheckTable, kCheckName, kClause, kLevel };

/// MariaDB's JSON is a LONGTEXT with a check.
bool is_json_check(const Column& column, std::string_view clause) {
  return column.type.kind == TypeKind::kNative && column.type.name == "longtext" &&
         clause == fmt::format("json_valid(`{}`)", column.name);
}

/// Takes in a check that belongs to a column. False if it belongs to the table.
bool give_to_column(const Row& row, Table& table) {
  Column* column = table.find_column(text(row, kCheckName));
  if (column == nullptr || text(row, kLevel) == "Table") return false;
  const std::string clause = text(row, kClause);
  if (is_json_check(*column, clause)) {
    column->type = {.kind = TypeKind::kJson};
    column->collation.clear();
  } else {
    set_option(column->options, kColumnCheck, clause);
  }
  return true;
}

/// `s` < `e`: what the catalog has of PERIOD FOR per (s, e).
bool is_period_check(std::string_view clause) {
  const std::size_t less = clause.find("` < `");
  return less != std::string_view::npos && clause.starts_with('`') && clause.ends_with('`') &&
         clause.find(" < ") == clause.rfind(" < ");
}

}  // namespace

void read_indexes(Catalog& catalog) {
  const Server& server = catalog.server();
  const std::string sql =
      fmt::format(kIndexes, server.has_expression_indexes() ? "s.expression" : "NULL", visibility(server),
                  catalog.condition("s.table_schema", "s.table_name"));
  for (const Row& row : catalog.connection().query(sql)) {
    CatalogTable* read = catalog.find(text(row, kSchema), text(row, kTable));
    if (read == nullptr) continue;
    Table& table = read->table;
    if (text(row, kName) == "PRIMARY") {
      if (!table.primary_key) table.primary_key.emplace();
      table.primary_key->columns.push_back(text(row, kColumn));
      const IndexElement element = to_element(row);
      if (element.length || element.order != SortOrder::kUnset) table.primary_key->parts.push_back(element);
      continue;
    }
    if (table.indexes.empty() || table.indexes.back().name != text(row, kName)) {
      table.indexes.push_back(to_index(row, server));
    }
    table.indexes.back().columns.push_back(to_element(row));
  }
}

namespace {

/// A name without a database is one of the table's own: another database's key to the connection's has to say
/// it.
std::string referenced_schema(const Catalog& catalog, const std::string& database,
                              const std::string& referenced) {
  return database == referenced ? catalog.schema_of(referenced) : referenced;
}

}  // namespace

void read_foreign_keys(Catalog& catalog) {
  // The rules come first: to ask for the columns of keys costs the server an opening of every table, and
  // where there is no key there is nothing to ask.
  const std::vector<Row> rules = catalog.connection().query(
      fmt::format(kRules, catalog.condition("r.constraint_schema", "r.table_name")));
  if (rules.empty()) return;
  std::map<std::pair<const Table*, std::string>, std::size_t> places;
  const std::string columns = fmt::format(kKeyColumns, catalog.condition("k.table_schema", "k.table_name"));
  for (const Row& row : catalog.connection().query(columns)) {
    CatalogTable* read = catalog.find(text(row, 0), text(row, 1));
    if (read == nullptr) continue;
    std::vector<ForeignKey>& keys = read->table.foreign_keys;
    const auto [place, is_new] = places.try_emplace({&read->table, text(row, 2)}, keys.size());
    if (is_new) {
      keys.push_back({.name = text(row, 2),
                      .columns = {},
                      .references = {.table = text(row, 5),
                                     .schema = referenced_schema(catalog, text(row, 0), text(row, 4)),
                                     .columns = {}}});
    }
    keys[place->second].columns.push_back(text(row, 3));
    keys[place->second].references.columns.push_back(text(row, 6));
  }
  for (const Row& row : rules) {
    CatalogTable* read = catalog.find(text(row, 0), text(row, 1));
    if (read == nullptr) continue;
    const auto place = places.find({&read->table, text(row, 2)});
    if (place == places.end()) continue;
    ForeignKey& key = read->table.foreign_keys[place->second];
    key.on_update = action(text(row, 3));
    key.on_delete = action(text(row, 4));
  }
}

void read_checks(Catalog& catalog) {
  const Server& server = catalog.server();
  if (!server.has_checks()) return;
  std::string sql;
  if (server.is_mariadb) {
    sql = fmt::format(kMariadbChecks, server.version >= 100510 ? "c.level" : "NULL",
                      catalog.condition("c.constraint_schema", "c.table_name"));
  } else {
    sql = fmt::format(kMysqlChecks, catalog.condition("t.table_schema", "t.table_name"));
  }
  for (const Row& row : catalog.connection().query(sql)) {
    CatalogTable* read = catalog.find(text(row, kCheckSchema), text(row, kCheckTable));
    if (read == nullptr || (server.is_mariadb && give_to_column(row, read->table))) continue;
    std::string clause = text(row, kClause);
    if (!server.is_mariadb) clause = base::replace_all(clause, "\\'", "'");
    read->table.checks.push_back({.name = text(row, kCheckName), .sql = DialectText(std::move(clause))});
  }
}

void find_periods(Catalog& catalog) {
  const Server& server = catalog.server();
  if (!server.is_mariadb || server.version < 100403 || catalog.is_around()) return;
  for (CatalogTable& read : catalog.tables()) {
    const bool may_have_one = std::ranges::any_of(read.table.checks, [](const CheckConstraint& check) {
      return is_period_check(check.sql.select({}).text);
    });
    if (!may_have_one || !read.unreadable.empty()) continue;
    const std::string sql =
        fmt::format("SHOW CREATE TABLE {}", quoting().name(read.table.schema, read.table.name));
    const std::string definition = text(catalog.connection().query(sql).at(0), 1);
    if (definition.find("\n  PERIOD FOR ") != std::string::npos) read.unreadable = "has a PERIOD";
  }
}

void leave_out_own_indexes(Table& table) {
  std::erase_if(table.indexes, [&](const Index& index) {
    if (index.unique || !index.using_method.empty()) return false;
    return std::ranges::any_of(table.foreign_keys, [&](const ForeignKey& key) {
      const bool has_its_name = index.name == key.name || index.name == key.columns.front();
      const bool has_its_columns =
          std::ranges::equal(index.columns, key.columns, {}, &IndexElement::column) &&
          std::ranges::none_of(index.columns,
                               [](const IndexElement& each) { return each.length.has_value(); });
      return has_its_name && has_its_columns;
    });
  });
}

}  // namespace dbtool::dialects::mysql
