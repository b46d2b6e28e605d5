#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "base/strings.h"
#include "dialects/mysql/alter_table.h"
#include "dialects/mysql/expression.h"
#include "dialects/mysql/options.h"
#include "dialects/mysql/syntax.h"
#include "dialects/mysql/types.h"
#include "ops/find.h"

namespace dbtool::dialects::mysql {

namespace {

using ops::ConstraintType;

bool begins_with(const std::vector<std::string>& columns, const std::vector<std::string>& beginning) {
  return columns.size() >= beginning.size() &&
         std::equal(beginning.begin(), beginning.end(), columns.begin());
}

std::vector<std::string> columns_of(const Index& index) {
  std::vector<std::string> columns;
  for (const IndexElement& element : index.columns) columns.push_back(element.column);
  return columns;
}

/// True if a key of the table begins with the columns of a foreign key.
bool is_served(const Table& table, const ForeignKey& key) {
  const auto serves = [&](const std::vector<std::string>& columns) {
    return begins_with(columns, key.columns);
  };
  return (table.primary_key && serves(table.primary_key->columns)) ||
         std::ranges::any_of(table.uniques,
                             [&](const UniqueConstraint& each) { return serves(each.columns); }) ||
         std::ranges::any_of(table.indexes, [&](const Index& each) { return serves(columns_of(each)); });
}

/// The index that the server has made for a foreign key; nothing if there was one, or another key uses it
/// too.
std::optional<std::string> own_index(const Table& table, const ForeignKey& key) {
  const bool is_shared = std::ranges::any_of(table.foreign_keys, [&](const ForeignKey& each) {
    return each.name != key.name && begins_with(key.columns, each.columns);
  });
  if (is_shared || is_served(table, key)) return std::nullopt;
  return own_index_name(key);
}

/// The same where the table tells it among its indexes; nothing if another key needs it.
std::optional<std::string> told_index(const Table& table, const ForeignKey& key) {
  const auto found = std::ranges::find_if(table.indexes, [&](const Index& index) {
    const bool has_its_name = index.name == key.name || index.name == key.columns.front();
    return has_its_name && !index.unique && columns_of(index) == key.columns;
  });
  if (found == table.indexes.end()) return std::nullopt;
  Table rest = table;
  std::erase_if(rest.indexes, [&](const Index& index) { return index.name == found->name; });
  std::erase_if(rest.foreign_keys, [&](const ForeignKey& each) { return each.name == key.name; });
  const bool is_needed = std::ranges::any_of(rest.foreign_keys, [&](const ForeignKey& each) {
    return is_served(table, each) && !is_served(rest, each);
  });
  return is_needed ? std::nullopt : std::optional(found->name);
}

/// What a drop_constraint means, where that has to be looked up.
struct Found {
  ConstraintType type = ConstraintType::kUnset;
  std::string name;
};

std::optional<Found> find_unique(const Table& table, const ops::DropConstraint& operation) {
  for (const Index& index : table.indexes) {
    const bool is_it =
        operation.name.empty() ? columns_of(index) == operation.columns : index.name == operation.name;
    if (index.unique && is_it) return Found{ConstraintType::kUnique, index.name};
  }
  return std::nullopt;
}

std::optional<Found> find_check(const Table& table, const ops::DropConstraint& operation) {
  if (operation.sql.empty()) return std::nullopt;
  for (const CheckConstraint& check : table.checks) {
    if (same_expression_text(check.sql.select(kMariadbNames).text, operation.sql)) {
      return Found{ConstraintType::kCheck, check.name};
    }
  }
  return std::nullopt;
}

std::optional<Found> find_in(const Table& table, const ops::DropConstraint& operation) {
  using Kind = ops::ConstraintPlace::Kind;
  if (const auto place = ops::find_constraint(table, operation)) {
    switch (place->kind) {
      case Kind::kPrimaryKey:
        return Found{ConstraintType::kPrimary, {}};
      case Kind::kUnique:
        return Found{ConstraintType::kUnique, table.uniques[place->index].name};
      case Kind::kForeignKey:
        return Found{ConstraintType::kForeignKey, table.foreign_keys[place->index].name};
      case Kind::kCheck:
        return Found{ConstraintType::kCheck, table.checks[place->index].name};
      case Kind::kExclude:
        break;
    }
  }
  const bool may_be_unique =
      operation.type == ConstraintType::kUnique || operation.type == ConstraintType::kUnset;
  if (may_be_unique) {
    if (auto found = find_unique(table, operation)) return found;
  }
  const bool may_be_check =
      operation.type == ConstraintType::kCheck || operation.type == ConstraintType::kUnset;
  return may_be_check ? find_check(table, operation) : std::nullopt;
}

}  // namespace

void AlterTable::change(const ops::DropConstraint& operation) {
  Found found{operation.type, operation.name};
  const bool is_plain = operation.type == ConstraintType::kPrimary ||
                        (!operation.name.empty() && operation.type != ConstraintType::kUnset);
  const Table* known = is_plain && !operation.if_exists ? nullptr : table();
  if (known != nullptr) {
    const auto there = find_in(*known, operation);
    if (!there && operation.if_exists) return;
    if (there) found = *there;
  }
  const bool needs_name = found.type != ConstraintType::kPrimary;
  if (needs_name && found.name.empty()) {
    throw Error(ErrorCode::kScript,
                fmt::format("a constraint of table '{}' can only be dropped by its name", to_string(name_)))
        .with_hint("add its 'name', as the database has it");
  }
  const bool says_if_exists = operation.if_exists && known == nullptr && ddl_.server().has_if_exists();
  switch (found.type) {
    case ConstraintType::kPrimary:
      return drop_primary_key();
    case ConstraintType::kForeignKey:
      return drop_foreign_key(found.name, says_if_exists);
    case ConstraintType::kUnique:
      return drop_index(found.name, says_if_exists);
    case ConstraintType::kCheck:
    case ConstraintType::kUnset:
      return drop_check(found.name, says_if_exists);
  }
}

void AlterTable::drop_foreign_key(const std::string& name, bool if_exists) {
  touch("foreign key", name);
  clause(fmt::format("DROP FOREIGN KEY {}{}", if_exists ? "IF EXISTS " : "", ddl_.quote(name)));
  const Table* known = table();
  if (known == nullptr) return;
  const auto key = ops::find_named(known->foreign_keys, name);
  if (key == known->foreign_keys.end()) return;
  if (const auto told = told_index(*known, *key)) return drop_index(*told, false);
  // Of a history its name is a guess.
  if (!ddl_.server().has_if_exists()) return;
  if (const auto guessed = own_index(*known, *key)) drop_index(*guessed, true);
}

void AlterTable::drop_check(const std::string& name, bool if_exists) {
  touch("check", name);
  // Before 8.0.19 MySQL had a word of its own.
  const bool is_old = !ddl_.server().is_mariadb && ddl_.server().version < 80019;
  clause(fmt::format("DROP {} {}{}", is_old ? "CHECK" : "CONSTRAINT", if_exists ? "IF EXISTS " : "",
                     ddl_.quote(name)));
}

void AlterTable::drop_primary_key() {
  static_cast<void>(table());  // as it is with the key
  drops_primary_key_ = true;
  clause("DROP PRIMARY KEY");
}

/// A column that counts itself up has to be a key's first.
void AlterTable::stop_counting() {
  if (!std::exchange(drops_primary_key_, false)) return;
  const Table* before = out_.tables().find(name_);
  if (before == nullptr) return;
  const Table old = *before;
  const Table* after = table();
  for (const Column& column : old.columns) {
    if (!counts_itself(column, old) || after == nullptr) continue;
    const Column* now = after->find_column(column.name);
    const bool is_first = after->primary_key && !after->primary_key->columns.empty() &&
                          after->primary_key->columns.front() == column.name;
    const bool has_index = std::ranges::any_of(
        after->indexes, [&](const Index& index) { return index.columns.front().column == column.name; });
    if (now == nullptr || is_first || has_index || touched_.contains("column " + base::to_lower(column.name)))
      continue;
    Column plain = *now;
    plain.autoincrement = false;
    clauses_.insert(clauses_.begin(), "MODIFY " + ddl_.column_sql(plain, *after));
  }
}

/// A foreign key whose index is dropped gets back the one that the server would have made for it: without any
/// it keeps its index from being dropped.
void AlterTable::keep_foreign_keys_served() {
  if (!std::exchange(drops_index_, false)) return;
  const Table* before = out_.tables().find(name_);
  if (before == nullptr) return;
  const Table old = *before;
  const Table* after = table();
  if (after == nullptr) return;
  for (const ForeignKey& key : after->foreign_keys) {
    const bool was_there = std::ranges::any_of(
        old.foreign_keys, [&](const ForeignKey& each) { return each.columns == key.columns; });
    if (!was_there || !is_served(old, key) || is_served(*after, key)) continue;
    Index index{.name = own_index_name(key), .columns = {}};
    for (const std::string& column : key.columns) index.columns.push_back({.column = column});
    const std::string sql = "ADD " + ddl_.index_sql({.index = std::move(index), .if_not_exists = true}, {});
    if (std::ranges::find(clauses_, sql) == clauses_.end()) clauses_.push_back(sql);
  }
}

std::vector<std::string> AlterTable::rename_own_index(const std::string& from, const std::string& to) {
  const Table* known = table();
  if (known == nullptr) return {};
  const Server& server = ddl_.server();
  for (const ForeignKey& key : known->foreign_keys) {
    if (key.columns.front() != from) continue;
    const bool is_told = std::ranges::any_of(known->indexes, [&](const Index& index) {
      return index.name == from && !index.unique && columns_of(index) == key.columns;
    });
    // Of a history its name is a guess.
    const bool is_guessed = !is_told && server.has_if_exists() && own_index(*known, key) == from;
    if (!is_told && !is_guessed) continue;
    if (is_told) renamed_index_.emplace(from, to);
    if (server.has_rename_index()) {
      clause(fmt::format("RENAME INDEX {}{} TO {}", is_guessed ? "IF EXISTS " : "", ddl_.quote(from),
                         ddl_.quote(to)));
      return {};
    }
    if (!is_told) return {};
    Index index{.name = to, .columns = {}};
    for (const std::string& column : key.columns) index.columns.push_back({.column = column});
    index.columns.front().column = to;
    return {"DROP INDEX " + ddl_.quote(from), "ADD " + ddl_.index_sql({.index = std::move(index)}, {})};
  }
  return {};
}

void AlterTable::follow_renamed_index() {
  if (!renamed_index_) return;
  const auto [from, to] = *std::exchange(renamed_index_, std::nullopt);
  static_cast<void>(schema());
  Table* own = schema_->find_table(name_);
  if (own == nullptr) return;
  for (Index& index : own->indexes) {
    if (index.name == from) index.name = to;
  }
}

/// The table gets another character set or collation, and with it the columns that have none of their own.
void AlterTable::convert(const std::optional<std::string>& charset,
                         const std::optional<std::string>& collation) {
  const bool names_charset = charset && *charset != "false";
  const bool names_collation = collation && *collation != "false";
  std::string set = names_charset ? *charset : "DEFAULT";
  if (!names_charset && names_collation) set = collation->substr(0, collation->find('_'));
  if (names_collation) set += " COLLATE " + *collation;
  const Table* known = table();
  if (known == nullptr) return clause("CONVERT TO CHARACTER SET " + set);
  // CONVERT would take what columns have of their own, and make a larger type of a TEXT.
  const Table before = *known;
  std::vector<const Column*> followers;
  for (const Column& column : before.columns) {
    const DataType& type = column.type.select(kMariadbNames);
    const bool follows = column.collation.empty() && !column.computed && takes_collation(type);
    if (!follows) continue;
    touch("column", column.name);
    followers.push_back(&column);
  }
  clause("DEFAULT CHARACTER SET " + set);
  for (const Column* column : followers) clause("MODIFY " + ddl_.column_sql(*column, before));
}

namespace {

/// What takes an option of a table back.
std::string_view unset_value(std::string_view option) {
  static constexpr std::array<std::string_view, 6> kNumbers = {
      "avg_row_length", "checksum", "delay_key_write", "key_block_size", "max_rows", "min_rows"};
  if (option == kEngine) return "InnoDB";
  return std::ranges::find(kNumbers, option) == kNumbers.end() ? "DEFAULT" : "0";
}

}  // namespace

void AlterTable::change(const ops::AlterTableOptions& operation) {
  std::map<std::string, std::string> values;
  for (const std::string_view name : kMariadbNames) {
    const auto own = operation.options.find(std::string(name));
    if (own != operation.options.end()) values.insert(own->second.begin(), own->second.end());
  }
  const auto take = [&](std::string_view name) -> std::optional<std::string> {
    const auto found = values.find(std::string(name));
    if (found == values.end()) return std::nullopt;
    std::string value = found->second;
    values.erase(found);
    return value;
  };
  const auto charset = take(kCharset);
  const auto collation = take(kCollation);
  if (charset || collation) convert(charset, collation);
  if (const auto partitions = take(kPartitionBy)) {
    flush();  // it has to stand alone
    clause(*partitions == "false" ? "REMOVE PARTITIONING" : "PARTITION BY " + *partitions);
    flush();
  }
  for (auto& [name, value] : values) {
    const std::string shown = value == "false" ? std::string(unset_value(name)) : value;
    clause(fmt::format("{}={}", base::to_upper(name), shown));
  }
}

}  // namespace dbtool::dialects::mysql
