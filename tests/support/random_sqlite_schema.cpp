#include "support/random_sqlite_schema.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace dbtool::test {
namespace {

const std::vector<std::string> kTables = {"user", "order", "Mixed Case", "tag", "größe"};
const std::vector<std::string> kColumns = {"id", "name", "Group", "total", "select", "ü", "at", "extra"};

std::string quoted(std::string_view name) { return fmt::format("\"{}\"", name); }

DataType type(TypeKind kind, std::optional<int> length = {}) { return {.kind = kind, .length = length}; }
DataType native(std::string name) { return {.kind = TypeKind::kNative, .name = std::move(name)}; }

bool is_number(const Column& column) {
  return column.type.kind == TypeKind::kInteger || column.type.kind == TypeKind::kBigInteger ||
         column.type.kind == TypeKind::kNumeric || column.type.kind == TypeKind::kBoolean;
}

bool has_option(const Table& table, const char* name) {
  const auto found = table.options.find("sqlite");
  return found != table.options.end() && found->second.contains(name);
}

std::vector<std::string> plain_columns(const Table& table) {
  std::vector<std::string> names;
  for (const Column& column : table.columns) {
    if (!column.computed) names.push_back(column.name);
  }
  return names;
}

}  // namespace

std::vector<std::string> RandomSqliteSchema::some(std::vector<std::string> names, std::size_t most) {
  std::shuffle(names.begin(), names.end(), random_);
  names.resize(std::min(names.size(), 1 + below(most)));
  return names;
}

Column RandomSqliteSchema::column(const std::string& name, bool is_strict) {
  static const std::vector<DataType> kTypes = {type(TypeKind::kInteger),
                                               type(TypeKind::kInteger),
                                               type(TypeKind::kBigInteger),
                                               type(TypeKind::kText),
                                               type(TypeKind::kString, 20),
                                               type(TypeKind::kString, 40),
                                               type(TypeKind::kNumeric, 10),
                                               type(TypeKind::kFloat),
                                               type(TypeKind::kBoolean),
                                               type(TypeKind::kDateTime),
                                               type(TypeKind::kDate),
                                               type(TypeKind::kJson),
                                               type(TypeKind::kLargeBinary),
                                               native("INT"),
                                               native(""),
                                               native("UNSIGNED BIG INT")};
  static const std::vector<DataType> kStrictTypes = {type(TypeKind::kInteger), type(TypeKind::kText),
                                                     type(TypeKind::kLargeBinary), native("REAL"),
                                                     native("ANY")};
  Column column{.name = name, .type = pick(is_strict ? kStrictTypes : kTypes), .nullable = !one_in(3)};
  if (column.type.kind == TypeKind::kText && one_in(3)) column.collation = "NOCASE";
  // What is NOT NULL has a default, so that rows can come to have the column.
  if (!column.nullable || one_in(3)) add_default(column);
  if (!column.nullable && one_in(5)) {
    column.options["sqlite"]["on_conflict_not_null"] = one_in(2) ? "fail" : "replace";
  }
  return column;
}

void RandomSqliteSchema::add_default(Column& column) {
  using Kind = ServerDefault::Kind;
  if (is_number(column)) {
    column.server_default = one_in(4) ? ServerDefault{.kind = Kind::kExpression, .text = "1 + 1"}
                                      : ServerDefault{.text = std::to_string(below(3))};
  } else if (column.type.kind == TypeKind::kLargeBinary) {
    column.server_default = ServerDefault{.kind = Kind::kExpression, .text = "x'00'"};
  } else if (column.type.kind == TypeKind::kDateTime) {
    column.server_default = ServerDefault{.kind = Kind::kExpression, .text = "CURRENT_TIMESTAMP"};
  } else if (column.type.kind == TypeKind::kText || column.type.kind == TypeKind::kString) {
    column.server_default = ServerDefault{.text = one_in(2) ? "it's" : ""};
  } else {
    column.server_default = ServerDefault{.kind = Kind::kExpression, .text = "5"};
  }
}

void RandomSqliteSchema::add_keys(Table& table) {
  const std::vector<std::string> plain = plain_columns(table);
  if (!one_in(4)) {
    PrimaryKey key{.columns = one_in(4) ? some(plain, 2) : std::vector<std::string>{"id"}};
    if (one_in(5)) key.name = "pk_" + table.name;
    for (const std::string& name : key.columns) table.find_column(name)->nullable = false;
    table.primary_key = std::move(key);
  }
  for (std::size_t i = below(3); i > 0; --i) {
    UniqueConstraint unique{.columns = some(plain, 2)};
    const bool is_there = std::ranges::any_of(table.uniques, [&](const UniqueConstraint& other) {
      return std::ranges::is_permutation(other.columns, unique.columns);
    });
    const bool is_key =
        table.primary_key && std::ranges::is_permutation(table.primary_key->columns, unique.columns);
    if (is_there || is_key) continue;  // SQLite would keep one index for both
    if (one_in(2)) unique.name = fmt::format("uq_{}_{}", table.name, i);
    table.uniques.push_back(std::move(unique));
  }
}

void RandomSqliteSchema::add_options(Table& table) {
  auto& options = table.options["sqlite"];
  const Column* id = table.find_column("id");
  const bool has_number = table.primary_key && table.primary_key->columns == std::vector<std::string>{"id"} &&
                          id->type.kind == TypeKind::kInteger;
  if (has_number && one_in(4)) {
    options["autoincrement"] = "true";
    table.primary_key->name.clear();  // it stands in the column then
  } else if (table.primary_key && one_in(5)) {
    options["without_rowid"] = "true";
  }
  if (options.empty()) table.options.clear();
}

void RandomSqliteSchema::add_checks(Table& table) {
  for (std::size_t i = below(3); i > 0; --i) {
    const std::string column = pick(plain_columns(table));
    CheckConstraint check{.sql = fmt::format("{} IS NOT {}", quoted(column), 1000 + below(3))};
    const bool is_there = std::ranges::any_of(
        table.checks, [&](const CheckConstraint& other) { return other.sql == check.sql; });
    if (is_there) continue;
    if (one_in(2)) check.name = fmt::format("ck_{}_{}", table.name, i);
    table.checks.push_back(std::move(check));
  }
}

void RandomSqliteSchema::add_indexes(Table& table) {
  for (std::size_t i = below(4); i > 0; --i) {
    Index index{.name = fmt::format("ix_{}_{}", table.name, i)};
    for (const std::string& column : some(plain_columns(table), 2)) {
      IndexElement element{.column = column};
      if (one_in(4)) {
        element = {.expression = fmt::format("lower({})", quoted(column))};
      } else if (one_in(4)) {
        element.collation = "RTRIM";
      }
      if (one_in(4)) element.order = SortOrder::kDescending;
      index.columns.push_back(std::move(element));
    }
    if (one_in(4)) index.where = fmt::format("{} IS NOT NULL", quoted(pick(plain_columns(table))));
    table.indexes.push_back(std::move(index));
  }
}

Table RandomSqliteSchema::table(const std::string& name) {
  Table table{.name = name};
  const bool is_strict = one_in(5);
  std::vector<std::string> names = some({kColumns.begin() + 1, kColumns.end()}, 5);
  names.insert(names.begin(), "id");
  for (const std::string& each : names) table.columns.push_back(column(each, is_strict));
  if (one_in(2)) table.columns.front().type = type(TypeKind::kInteger);
  if (one_in(4)) {
    Column computed{.name = "computed", .type = type(TypeKind::kText), .nullable = true};
    computed.computed = Computed{.sql = fmt::format("upper({})", quoted(pick(names))), .stored = {}};
    if (one_in(2)) computed.computed->stored = true;
    table.columns.push_back(std::move(computed));
  }
  add_keys(table);
  add_options(table);
  if (is_strict) table.options["sqlite"]["strict"] = "true";
  add_checks(table);
  add_indexes(table);
  return table;
}

void RandomSqliteSchema::add_foreign_keys(Schema& schema) {
  static const std::vector<ReferentialAction> kActions = {
      ReferentialAction::kNoAction, ReferentialAction::kCascade, ReferentialAction::kSetNull,
      ReferentialAction::kRestrict};
  for (Table& table : schema.tables) {
    if (!one_in(4)) continue;
    const Table& target = pick(schema.tables);
    if (!target.primary_key || target.primary_key->columns.size() != 1) continue;
    ForeignKey key{.columns = {pick(plain_columns(table))},
                   .references = {.table = target.name, .columns = target.primary_key->columns},
                   .on_delete = pick(kActions),
                   .on_update = pick(kActions)};
    if (one_in(2)) key.name = "fk_" + table.name;
    if (one_in(3)) {
      key.deferrable = true;
      key.initially = Initially::kDeferred;
    }
    table.foreign_keys.push_back(std::move(key));
  }
}

void RandomSqliteSchema::add_views_and_triggers(Schema& schema) {
  // One of each stays, so that the models say something of them.
  schema.views.push_back({.name = "always", .as = "SELECT 1 AS one"});
  schema.triggers.push_back(
      {.name = "of_always",
       .table = "always",
       .sql = "CREATE TRIGGER of_always INSTEAD OF DELETE ON always BEGIN SELECT 1; END"});
  for (std::size_t i = below(3); i > 0; --i) {
    const Table& table = pick(schema.tables);
    schema.views.push_back(
        {.name = fmt::format("v{}", i),
         .as = fmt::format("SELECT {} AS c FROM {}", quoted(pick(table.columns).name), quoted(table.name))});
    if (one_in(3)) {
      schema.views.push_back(
          {.name = fmt::format("w{}", i), .as = fmt::format("SELECT c FROM v{}, always", i)});
    }
  }
  for (std::size_t i = below(3); i > 0; --i) {
    const Table& table = pick(schema.tables);
    const Table& other = pick(schema.tables);
    const std::string column = quoted(pick(plain_columns(other)));
    const std::string name = fmt::format("tr{}", i);
    schema.triggers.push_back(
        {.name = name,
         .table = table.name,
         .sql = fmt::format("CREATE TRIGGER {} AFTER UPDATE ON {} BEGIN UPDATE {} SET {} = {} WHERE 0; END",
                            name, quoted(table.name), quoted(other.name), column, column)});
  }
}

Schema RandomSqliteSchema::schema() {
  Schema schema;
  for (const std::string& name : some(kTables, 4)) schema.tables.push_back(table(name));
  add_foreign_keys(schema);
  add_views_and_triggers(schema);
  return schema;
}

std::string RandomSqliteSchema::value(const Column& column, std::size_t row) {
  if (column.nullable && one_in(5)) return "NULL";
  if (column.type.kind == TypeKind::kLargeBinary) return fmt::format("x'00{:02x}'", row);
  if (is_number(column) || column.type.kind == TypeKind::kFloat || column.type.name == "REAL") {
    return std::to_string(row + 10 * below(3));
  }
  if (column.type.kind == TypeKind::kNative) return std::to_string(row);
  return fmt::format("'{} value {}'", column.name, row);
}

std::vector<std::string> RandomSqliteSchema::rows(const Schema& schema) {
  std::vector<std::string> statements;
  for (const Table& table : schema.tables) {
    for (std::size_t row = 1 + below(4); row > 0; --row) {
      std::vector<std::string> names;
      std::vector<std::string> values;
      for (const Column& column : table.columns) {
        if (column.computed) continue;
        names.push_back(quoted(column.name));
        values.push_back(value(column, row * 7));
      }
      if (!table.primary_key && !has_option(table, "without_rowid")) {
        names.emplace_back("rowid");
        values.push_back(std::to_string(row * 100));
      }
      statements.push_back(fmt::format("INSERT INTO {} ({}) VALUES ({})", quoted(table.name),
                                       fmt::join(names, ", "), fmt::join(values, ", ")));
    }
  }
  return statements;
}

}  // namespace dbtool::test
