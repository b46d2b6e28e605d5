#include "dialects/mysql/catalog.h"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "base/strings.h"
#include "dialects/mysql/cluster_lock.h"
#include "dialects/mysql/options.h"
#include "dialects/mysql/value.h"

namespace dbtool::dialects::mysql {

namespace {

constexpr std::string_view kSystemDatabases = "'information_schema', 'performance_schema', 'mysql', 'sys'";

constexpr std::string_view kTables = R"(
SELECT t.table_schema, t.table_name, t.table_type, t.engine, t.create_options, t.table_collation, t.table_comment
FROM information_schema.TABLES AS t
WHERE t.table_type <> 'SYSTEM VIEW' AND {}
ORDER BY t.table_schema, t.table_name)";

/// The columns of kTables.
enum Field : std::size_t { kSchema, kName, kType, kTableEngine, kCreateOptions, kTableCollation, kComment };

/// An engine's own options have both sides in quotes: `page_compressed`='1'.
std::string without_quotes(std::string_view word) {
  std::string text = base::to_lower(word);
  std::erase_if(text, [](char c) { return c == '"' || c == '`' || c == '\''; });
  return text;
}

/// `row_format=COMPRESSED key_block_size=8 partitioned`
void take_create_options(const std::string& text, CatalogTable& table) {
  for (const std::string_view word : base::split(text, ' ')) {
    const std::size_t equals = word.find('=');
    if (word.empty()) continue;
    if (equals != std::string_view::npos) {
      set_option(table.table.options, without_quotes(word.substr(0, equals)),
                 without_quotes(word.substr(equals + 1)));
    } else if (word == "partitioned") {
      table.unreadable = "is partitioned";
    }
  }
}

}  // namespace

bool is_null(const Row& row, std::size_t field) {
  return std::holds_alternative<std::monostate>(row.at(field));
}

std::string text(const Row& row, std::size_t field) { return to_text(row.at(field)); }

std::int64_t number(const Row& row, std::size_t field) {
  const auto* value = std::get_if<std::int64_t>(&row.at(field));
  return value == nullptr ? 0 : *value;
}

DatabaseDefaults read_defaults(Connection& connection) {
  const Row row = connection
                      .query(
                          "SELECT @@default_storage_engine, @@character_set_database, @@collation_database, "
                          "CURRENT_USER()")
                      .front();
  return {.engine = text(row, 0), .charset = text(row, 1), .collation = text(row, 2), .user = text(row, 3)};
}

Catalog::Catalog(Connection& connection, const InspectFilter& filter)
    : connection_(connection),
      filter_(filter),
      server_(Server::parse(connection.server_version())),
      database_(text(connection.query("SELECT DATABASE()").front(), 0)),
      defaults_(read_defaults(connection)) {
  choose(filter);
  part_ = {.databases = databases_};
  parts_ = is_around() ? std::vector{part_} : divide_catalog(connection, server_, databases_);
}

void Catalog::choose(const InspectFilter& filter) {
  if (filter.around) return choose_around(*filter.around);
  databases_ = {database_};
  if (!filter.include_table) return;
  // Names alone cost the server a look at its folders and nothing more.
  std::set<std::string> others;
  const std::string sql = fmt::format(
      "SELECT table_schema, table_name FROM information_schema.TABLES WHERE table_schema NOT IN ({}, {})",
      kSystemDatabases, quoted_string(database_));
  for (const Row& row : connection_.query(sql)) {
    if (filter.include_table(text(row, 0), text(row, 1))) others.insert(text(row, 0));
  }
  databases_.insert(databases_.end(), others.begin(), others.end());
}

void Catalog::choose_around(const QualifiedName& name) {
  databases_ = {name.schema.empty() ? database_ : name.schema};
  names_ = {name.name};
  const std::string sql = fmt::format(
      "SELECT DISTINCT table_name FROM information_schema.REFERENTIAL_CONSTRAINTS"
      " WHERE constraint_schema = {} AND referenced_table_name = {} AND table_name <> {}",
      quoted_string(databases_.front()), quoted_string(name.name), quoted_string(name.name));
  for (const Row& row : connection_.query(sql)) names_.push_back(text(row, 0));
}

bool Catalog::next_part() {
  if (next_part_ == parts_.size()) {
    part_ = {.databases = databases_};
    return false;
  }
  part_ = parts_[next_part_++];
  read_tables();
  return true;
}

std::string Catalog::condition(std::string_view schema_column, std::string_view table_column) const {
  if (table_column.empty()) return is_one_of(schema_column, databases_);
  std::string sql = is_in_part(part_, schema_column, table_column);
  if (!names_.empty()) sql += " AND " + is_one_of(table_column, names_);
  return sql;
}

std::string Catalog::schema_of(const std::string& database) const {
  return database == database_ ? std::string() : database;
}

bool Catalog::includes(const std::string& database, const std::string& name) const {
  return !filter_.include_table || filter_.include_table(schema_of(database), name);
}

void Catalog::tell_unreadable(Schema& schema, const std::string& database, const std::string& name,
                              std::string_view reason) const {
  if (is_around() || !includes(database, name)) return;
  schema.unreadable.push_back({{schema_of(database), name}, std::string(reason)});
}

CatalogTable* Catalog::find(const std::string& database, const std::string& name) {
  const auto found = places_.find({database, name});
  return found == places_.end() ? nullptr : &tables_[found->second];
}

void Catalog::read_tables() {
  for (const Row& row :
       connection_.query(fmt::format(kTables, condition("t.table_schema", "t.table_name")))) {
    const std::string database = text(row, kSchema);
    if (text(row, kType) == "VIEW") {
      has_views_ = true;
      continue;
    }
    if (text(row, kType) == "SEQUENCE") {
      sequences_.emplace_back(database, text(row, kName));
      continue;
    }
    if (text(row, kName) == kLockTable || !includes(database, text(row, kName))) continue;
    CatalogTable read{
        .table = {.name = text(row, kName), .schema = schema_of(database), .comment = text(row, kComment)},
        .collation = text(row, kTableCollation),
        .unreadable = {}};
    if (text(row, kType) == "SYSTEM VERSIONED") read.unreadable = "keeps its history";
    DialectOptions& options = read.table.options;
    if (const std::string engine = text(row, kTableEngine); engine != defaults_.engine) {
      set_option(options, kEngine, engine);
    }
    if (read.collation != defaults_.collation && !read.collation.empty()) {
      set_option(options, kCharset, read.collation.substr(0, read.collation.find('_')));
      set_option(options, kCollation, read.collation);
    }
    take_create_options(text(row, kCreateOptions), read);
    places_.emplace(std::pair(database, read.table.name), tables_.size());
    tables_.push_back(std::move(read));
  }
}

}  // namespace dbtool::dialects::mysql
