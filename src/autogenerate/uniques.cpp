#include "autogenerate/uniques.h"

#include <list>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "autogenerate/constraint_ops.h"
#include "autogenerate/indexes.h"
#include "autogenerate/key_changes.h"
#include "autogenerate/matching.h"
#include "autogenerate/wording.h"
#include "base/strings.h"

namespace dbtool::autogenerate {
namespace {

std::string signature(const UniqueConstraint& unique) { return joined_set_key(unique.columns); }

/// The keys of the database's side, sorted into what the comparison takes them for.
struct Keys {
  std::vector<const Index*> indexes;
  std::vector<const UniqueConstraint*> uniques;
  /// Unique indexes that stand for constraints of the models. A list: `uniques` points into it.
  std::list<UniqueConstraint> by_index;
};

std::string quoted_or_none(const std::string& name) {
  return name.empty() ? std::string("None") : base::python_repr(name);
}

/// Deferrable or not, and from when: what an engine does if nothing is said.
std::pair<bool, bool> deferring(const UniqueConstraint& unique) {
  const bool initially = unique.initially == Initially::kDeferred;
  return {unique.deferrable.value_or(initially), initially};
}

/// True for a constraint that a unique index keeps as well.
bool has_no_options(const UniqueConstraint& unique) {
  return !deferring(unique).first && !unique.nulls_not_distinct && unique.include.empty();
}

/// How the models ask for uniqueness: decides what a unique index of the database is taken for.
struct WantedKeys {
  WantedKeys(const Comparison& comparison, const Table& table) {
    for (const Index& index : table.indexes) index_names.insert(index.name);
    for (const UniqueConstraint& unique : table.uniques) {
      const bool is_plain = !comparison.options.keeps_unique_options || has_no_options(unique);
      if (is_plain) plain_uniques.insert(joined_key(std::vector{unique.name, signature(unique)}));
    }
  }

  /// True if the models have a constraint that such an index keeps.
  [[nodiscard]] bool has_unique(const std::string& name, const std::string& key) const {
    return plain_uniques.contains(joined_key(std::vector{name, key})) ||
           plain_uniques.contains(joined_key(std::vector{std::string(), key}));
  }

  std::unordered_set<std::string> index_names;
  std::unordered_set<std::string> plain_uniques;
};

/// The columns and names of the constraints that the engine keeps by indexes of its own.
struct BackedKeys {
  explicit BackedKeys(const Table& table) {
    for (const UniqueConstraint& unique : table.uniques) {
      if (!unique.name.empty()) names.insert(unique.name);
      uniques.insert(signature(unique));
    }
    if (!table.primary_key) return;
    if (!table.primary_key->name.empty()) names.insert(table.primary_key->name);
    uniques.insert(joined_set_key(table.primary_key->columns));
  }

  std::unordered_set<std::string> names;
  std::unordered_set<std::string> uniques;
};

Keys sort_keys(const Comparison& comparison, const TablePair& table) {
  const WantedKeys wanted(comparison, table.wanted);
  const BackedKeys backed(table.is);
  const BackedKeys staying(table.wanted);
  Keys keys{.indexes = {}, .uniques = pointers(table.is.uniques), .by_index = {}};
  for (const Index& index : table.is.indexes) {
    if (wanted.index_names.contains(index.name) || !is_plain_unique(index)) {
      keys.indexes.push_back(&index);
      continue;
    }
    const std::vector<std::string> columns = element_texts(comparison, index);
    const std::string key = joined_set_key(columns);
    const bool is_double = backed.uniques.contains(key) && staying.uniques.contains(key);
    if (is_double || backed.names.contains(index.name)) continue;
    if (wanted.has_unique(index.name, key)) {
      keys.uniques.push_back(
          &keys.by_index.emplace_back(UniqueConstraint{.name = index.name, .columns = columns}));
    } else {
      keys.indexes.push_back(&index);
    }
  }
  return keys;
}

bool same_unique(const Comparison& comparison, const UniqueConstraint& is, const UniqueConstraint& wanted) {
  if (signature(is) != signature(wanted) || !comparison.same_key_parts(is, wanted)) return false;
  return !comparison.options.keeps_unique_options ||
         (deferring(is) == deferring(wanted) && is.nulls_not_distinct == wanted.nulls_not_distinct &&
          is.include == wanted.include);
}

std::string changed_finding(const Table& table, const UniqueConstraint& is, const UniqueConstraint& wanted) {
  std::string reason = "options";
  if (signature(is) != signature(wanted)) {
    reason = fmt::format("expression {} to {}", name_list(is.columns), name_list(wanted.columns));
  }
  return fmt::format("Detected changed unique constraint {} on '{}': {}", quoted_or_none(is.name),
                     to_string(table.qualified_name()), reason);
}

void compare_uniques(const Comparison& comparison, const TablePair& table,
                     std::vector<const UniqueConstraint*> is, KeyChanges& changes) {
  const auto matching = match(std::move(is), pointers(table.wanted.uniques), signature);
  for (const UniqueConstraint* unique : matching.only_is) {
    changes.remove(unique->name,
                   fmt::format("Detected removed unique constraint {} on '{}'", quoted_or_none(unique->name),
                               to_string(table.is.qualified_name())),
                   drop_constraint(table.is, ops::ConstraintType::kUnique, *unique));
  }
  for (const auto& [left, right] : matching.both) {
    if (same_unique(comparison, *left, *right)) continue;
    changes.change(left->name, changed_finding(table.is, *left, *right),
                   drop_constraint(table.is, ops::ConstraintType::kUnique, *left),
                   create_constraint(table.is, *right));
  }
  for (const UniqueConstraint* unique : matching.only_wanted) {
    changes.add(unique->name,
                fmt::format("Detected added unique constraint {} on '{}'", quoted_or_none(unique->name),
                            name_list(unique->columns)),
                create_constraint(table.is, *unique));
  }
}

}  // namespace

void compare_indexes_and_uniques(const Comparison& comparison, const TablePair& table) {
  Keys keys = sort_keys(comparison, table);
  KeyChanges changes;
  compare_indexes(comparison, table, std::move(keys.indexes), changes);
  compare_uniques(comparison, table, std::move(keys.uniques), changes);
  changes.emit(comparison);
}

}  // namespace dbtool::autogenerate
