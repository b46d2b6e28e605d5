#include "dialects/postgresql/obstacles.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <string>
#include <string_view>

#include "base/strings.h"
#include "dialects/postgresql/inheritance.h"
#include "dialects/postgresql/retyped.h"
#include "dialects/postgresql/syntax.h"
#include "ops/find.h"
#include "ops/sql_words.h"

namespace dbtool::dialects::postgresql {

namespace {

using Names = std::vector<std::string>;

bool contains(const Names& names, const std::string& name) {
  return std::ranges::find(names, name) != names.end();
}

bool share_any(const Names& a, const Names& b) {
  return std::ranges::any_of(a, [&](const std::string& name) { return contains(b, name); });
}

template <class Part>
bool uses_any(const Part& part, const Names& columns) {
  return std::ranges::any_of(columns,
                             [&](const std::string& column) { return ops::uses_column(part, column); });
}

const std::string& text_of(const DialectText& text) { return text.select(traits().names).text; }

/// An index of columns alone follows them; a condition and an expression hold constants.
bool may_compare(const Index& index) {
  return !text_of(index.where).empty() || std::ranges::any_of(index.columns, [](const IndexElement& element) {
    return element.column.empty();
  });
}

/// What stands before EXECUTE: `BEFORE UPDATE OF a ON t FOR EACH ROW WHEN (old.a IS DISTINCT FROM new.a)`.
std::string head_of(const Trigger& trigger) {
  const std::string& sql = text_of(trigger.sql);
  return sql.substr(0, base::to_lower(sql).rfind("execute"));
}

/// Collects them: what happens to columns of one table may matter to another one that references it.
class Collector {
 public:
  Collector(const Schema& schema, const std::vector<TableColumns>& changing, TypeChange change)
      : schema_(schema), change_(change) {
    for (const TableColumns& each : changing) changed_[each.table] = each.columns;
  }

  Obstacles collect() {
    const std::vector<const Table*> tables = parents_first(schema_);
    for (const Table* table : tables) find_computed_columns(*table);
    Obstacles found;
    for (const Table* table : tables) {
      if (Table parts = parts_of(*table); parts != Table{.name = table->name, .schema = table->schema}) {
        found.parts.push_back(std::move(parts));
      }
    }
    for (const Trigger& trigger : schema_.triggers) {
      if (is_in_the_way(trigger)) found.triggers.push_back(&trigger);
    }
    std::vector<TableColumns> all;
    for (const auto& [table, columns] : changed_) all.push_back({table, columns_of(changed_, gone_, table)});
    found.views = views_of_columns(schema_, all);
    return found;
  }

 private:
  using Columns = std::map<QualifiedName, Names>;

  static const Names& find(const Columns& columns, const QualifiedName& table) {
    static const Names none;
    const auto found = columns.find(table);
    return found == columns.end() ? none : found->second;
  }

  static Names columns_of(const Columns& a, const Columns& b, const QualifiedName& table) {
    Names names = find(a, table);
    std::ranges::copy(find(b, table), std::back_inserter(names));
    return names;
  }

  /// A computed column keeps the type of what it is made of, and one of an enum cannot be converted.
  void find_computed_columns(const Table& table) {
    const Names& changed = find(changed_, table.qualified_name());
    for (const Column& column : table.columns) {
      if (!column.computed) continue;
      const std::string& sql = text_of(column.computed->sql);
      const bool is_made_of_one =
          std::ranges::any_of(changed, [&](const std::string& name) { return ops::mentions(sql, name); });
      const bool is_of_enum = change_ == TypeChange::kAnotherEnum && contains(changed, column.name);
      if (is_made_of_one || is_of_enum) gone_[table.qualified_name()].push_back(column.name);
    }
  }

  Table parts_of(const Table& table) const {
    const Names& gone = find(gone_, table.qualified_name());
    const Names& changed = find(changed_, table.qualified_name());
    const bool is_enum = change_ == TypeChange::kAnotherEnum;
    Table parts{.name = table.name, .schema = table.schema};
    const auto take = [](const auto& from, auto& to, const auto& is_meant) {
      std::ranges::copy_if(from, std::back_inserter(to), is_meant);
    };
    take(table.columns, parts.columns, [&](const Column& column) { return contains(gone, column.name); });
    if (table.primary_key && uses_any(*table.primary_key, gone)) parts.primary_key = table.primary_key;
    take(table.uniques, parts.uniques,
         [&](const UniqueConstraint& unique) { return uses_any(unique, gone); });
    take(table.checks, parts.checks, [&](const CheckConstraint& check) {
      return uses_any(check, gone) || (is_enum && uses_any(check, changed));
    });
    take(table.excludes, parts.excludes, [&](const ExcludeConstraint& exclude) {
      return uses_any(exclude, gone) || (is_enum && !exclude.where.empty() && uses_any(exclude, changed));
    });
    take(table.indexes, parts.indexes, [&](const Index& index) {
      return uses_any(index, gone) || (is_enum && may_compare(index) && uses_any(index, changed));
    });
    take(table.foreign_keys, parts.foreign_keys,
         [&](const ForeignKey& key) { return is_in_the_way(key, table); });
    return parts;
  }

  /// A key that points at a column that goes, or, of enums, from one type to the other for a while.
  bool is_in_the_way(const ForeignKey& key, const Table& table) const {
    const Table* target = schema_.find_table({key.references.schema, key.references.table});
    if (target == nullptr) target = schema_.find_table({table.schema, key.references.table});
    Names pointed_at = key.references.columns;
    if (pointed_at.empty() && target != nullptr && target->primary_key)
      pointed_at = target->primary_key->columns;
    const auto uses = [&](const Columns& columns) {
      return share_any(key.columns, find(columns, table.qualified_name())) ||
             (target != nullptr && share_any(pointed_at, find(columns, target->qualified_name())));
    };
    return uses(gone_) || (change_ == TypeChange::kAnotherEnum && uses(changed_));
  }

  bool is_in_the_way(const Trigger& trigger) const {
    const Names columns = columns_of(changed_, gone_, {trigger.schema, trigger.table});
    if (columns.empty()) return false;
    const std::string head = head_of(trigger);
    return std::ranges::any_of(columns, [&](const std::string& name) { return ops::mentions(head, name); });
  }

  const Schema& schema_;
  TypeChange change_;
  Columns changed_;
  Columns gone_;  ///< computed columns that are dropped
};

}  // namespace

Obstacles obstacles_of(const Schema& schema, const std::vector<TableColumns>& changing, TypeChange change) {
  return Collector(schema, changing, change).collect();
}

void retype(Obstacles& obstacles, Schema& schema, std::string_view column, const DataType& from,
            const DataType& to) {
  const auto change = [&](DialectText& text) {
    if (!text_of(text).empty()) text = DialectText(retyped(text_of(text), column, from, to));
  };
  for (Table& parts : obstacles.parts) {
    for (Column& computed : parts.columns) change(computed.computed->sql);
    for (CheckConstraint& check : parts.checks) change(check.sql);
    for (ExcludeConstraint& exclude : parts.excludes) {
      exclude.where = retyped(exclude.where, column, from, to);
    }
    for (Index& index : parts.indexes) {
      change(index.where);
      for (IndexElement& element : index.columns) change(element.expression);
    }
  }
  for (View& view : schema.views) {
    if (std::ranges::find(obstacles.views, &view) != obstacles.views.end()) change(view.as);
  }
  for (Trigger& trigger : schema.triggers) {
    if (std::ranges::find(obstacles.triggers, &trigger) != obstacles.triggers.end()) change(trigger.sql);
  }
}

}  // namespace dbtool::dialects::postgresql
