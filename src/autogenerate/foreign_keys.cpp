#include "autogenerate/foreign_keys.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "autogenerate/constraint_ops.h"
#include "autogenerate/matching.h"
#include "base/strings.h"

namespace dbtool::autogenerate {
namespace {

std::string_view deferring(const ForeignKey& key) {
  if (key.initially == Initially::kDeferred) return "initially deferred";
  return key.deferrable.value_or(false) ? "deferrable" : "not deferrable";
}

/// SIMPLE is what is meant if nothing is said.
std::string matching(const ForeignKey& key) {
  std::string match = base::to_lower(key.match);
  return match == "simple" ? std::string() : match;
}

int number_of(ReferentialAction action, const DiffOptions& options) {
  const bool is_no_action = action == ReferentialAction::kRestrict && options.restrict_is_no_action;
  return static_cast<int>(is_no_action ? ReferentialAction::kNoAction : action);
}

/// Equal for foreign keys that do the same.
std::string signature(const Comparison& comparison, const TableIndex& tables, const ForeignKey& key) {
  const std::vector<std::string>& targets = tables.referenced_columns(key.references);
  std::vector<std::string> pairs;
  for (std::size_t i = 0; i < key.columns.size(); ++i) {
    pairs.push_back(joined_key(std::vector{key.columns[i], i < targets.size() ? targets[i] : std::string()}));
  }
  const QualifiedName target = tables.key({key.references.schema, key.references.table});
  return fmt::format("{}{}{}{}{}{}{}", joined_key(std::vector{target.schema, target.name}),
                     joined_set_key(std::move(pairs)), number_of(key.on_delete, comparison.options),
                     number_of(key.on_update, comparison.options), deferring(key), matching(key),
                     comparison.options_text(key.options));
}

using Texts = std::unordered_set<std::string>;

/// One side's foreign keys with their signatures.
struct Keys {
  Keys(const Comparison& comparison, const TableIndex& tables, const std::vector<ForeignKey>& keys) {
    for (const ForeignKey& key : keys) {
      const auto& [own, text] = all.emplace_back(&key, signature(comparison, tables, key));
      signatures.insert(text);
      if (!own->name.empty()) names.emplace(own->name, text);
    }
  }

  std::vector<std::pair<const ForeignKey*, std::string>> all;
  Texts signatures;
  std::unordered_map<std::string, std::string> names;  ///< name -> signature
};

/// The columns of nameless keys that come or go.
void add_changing_columns(const Keys& keys, const Keys& other, Texts& columns) {
  for (const auto& [key, own] : keys.all) {
    if (key->name.empty() && !other.signatures.contains(own)) columns.insert(joined_key(key->columns));
  }
}

/// Decides which keys that are there and wanted have to be made anew all the same.
class InTheWay {
 public:
  InTheWay(const Keys& is, const Keys& wanted) : wanted_(wanted) {
    add_changing_columns(is, wanted, columns_);
    add_changing_columns(wanted, is, columns_);
  }

  [[nodiscard]] bool contains(const ForeignKey& key, const std::string& own) const {
    // A key without a name is found by its columns: all such keys over them have to be the same.
    if (key.name.empty()) return columns_.contains(joined_key(key.columns));
    const auto namesake = wanted_.names.find(key.name);
    return namesake != wanted_.names.end() && namesake->second != own;
  }

 private:
  const Keys& wanted_;
  Texts columns_;
};

}  // namespace

std::string column_pairs_text(const TableIndex& tables, const ForeignKey& key) {
  return fmt::format("({})({})", fmt::join(key.columns, ","),
                     fmt::join(tables.referenced_columns(key.references), ","));
}

namespace {

/// A column's short keys say no more of a foreign key than its target and its actions.
bool fits_a_column(const ForeignKey& key) {
  return key.name.empty() && key.columns.size() == 1 && key.match.empty() && !key.deferrable &&
         key.initially == Initially::kUnset && !key.not_valid && key.options.empty();
}

}  // namespace

const ForeignKey* key_of_new_column(const TablePair& table, const Column& column) {
  if (table.is.find_column(column.name) != nullptr) return nullptr;
  const ForeignKey* found = nullptr;
  for (const ForeignKey& key : table.wanted.foreign_keys) {
    if (std::find(key.columns.begin(), key.columns.end(), column.name) == key.columns.end()) continue;
    if (found != nullptr || !fits_a_column(key)) return nullptr;
    found = &key;
  }
  return found;
}

void RetypedColumns::add(const Comparison& comparison, const TablePair& table, const TableIndex& database) {
  const auto wanted = by_name(table.wanted.columns);
  for (const Column& column : table.is.columns) {
    const auto found = wanted.find(column.name);
    if (found == wanted.end()) continue;
    const bool stays = comparison.types.same_type(column.type, found->second->type) &&
                       comparison.types.same_collation(column.collation, found->second->collation, table.is);
    if (!stays) columns_.emplace(database.key(table.is.qualified_name()), column.name);
  }
}

bool RetypedColumns::touch(const Table& table, const ForeignKey& key, const TableIndex& database) const {
  const auto has = [&](const QualifiedName& name, const std::vector<std::string>& columns) {
    return std::any_of(columns.begin(), columns.end(), [&](const std::string& column) {
      return columns_.contains({database.key(name), column});
    });
  };
  return !columns_.empty() &&
         (has(table.qualified_name(), key.columns) ||
          has({key.references.schema, key.references.table}, database.referenced_columns(key.references)));
}

ForeignKeyChanges compare_foreign_keys(const Comparison& comparison, const TablePair& table,
                                       const TableIndex& database, const TableIndex& models,
                                       const RetypedColumns& retyped) {
  ForeignKeyChanges changes;
  if (table.is.foreign_keys.empty() && table.wanted.foreign_keys.empty()) return changes;
  const Keys is(comparison, database, table.is.foreign_keys);
  const Keys wanted(comparison, models, table.wanted.foreign_keys);
  const InTheWay in_the_way(is, wanted);
  const std::string name = to_string(table.is.qualified_name());
  Texts done;
  for (const auto& [key, own] : is.all) {
    const bool is_wanted = wanted.signatures.contains(own);
    if (is_wanted && !in_the_way.contains(*key, own) && !retyped.touch(table.is, *key, database)) {
      done.insert(own);
      continue;
    }
    if (!is_wanted) {
      comparison.log(fmt::format("Detected removed foreign key {} on table {}",
                                 column_pairs_text(database, *key), name));
    }
    changes.removed.emplace_back(drop_constraint(table.is, ops::ConstraintType::kForeignKey, *key));
  }
  for (const auto& [key, own] : wanted.all) {
    if (!done.insert(own).second) continue;
    if (!is.signatures.contains(own)) {
      comparison.log(
          fmt::format("Detected added foreign key {} on table {}", column_pairs_text(models, *key), name));
    }
    const Column* column =
        key->columns.size() == 1 ? table.wanted.find_column(key->columns.front()) : nullptr;
    if (column != nullptr && key_of_new_column(table, *column) == key) continue;  // it comes with its column
    changes.added.emplace_back(create_constraint(table.is, *key));
  }
  return changes;
}

}  // namespace dbtool::autogenerate
