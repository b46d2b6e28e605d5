#include "dialects/sqlite/names.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

#include "base/strings.h"
#include "dialects/sqlite/types.h"

namespace dbtool::dialects::sqlite {

namespace {

/// Knows how a table's columns are spelled.
class Spelling {
 public:
  explicit Spelling(const Table& table) : table_(table) {}

 protected:
  void name(std::string& column) const {
    if (const Column* found = find_column(table_, column)) column = found->name;
  }
  void names(std::vector<std::string>& columns) const {
    for (std::string& column : columns) name(column);
  }
  void names(std::vector<IndexElement>& elements) const {
    for (IndexElement& element : elements) name(element.column);
  }

  const Table& table_;
};

class PartsRespelling : Spelling {
 public:
  using Spelling::Spelling;

  void apply(Table& table) const {
    if (table.primary_key) key(*table.primary_key);
    for (UniqueConstraint& unique : table.uniques) key(unique);
    for (ForeignKey& foreign_key : table.foreign_keys) names(foreign_key.columns);
    for (Index& index : table.indexes) names(index.columns);
  }

 private:
  template <class Key>
  void key(Key& key) const {
    names(key.columns);
    names(key.parts);
  }
};

/// One overload for each operation that alters a table.
class OperationRespelling : Spelling {
 public:
  using Spelling::Spelling;

  void apply(Operation& operation) const {
    std::visit([this](auto& op) { respell(op); }, operation.what);
  }

 private:
  template <class Op>
  void table(Op& op) const {
    op.table = table_.name;
    op.schema = table_.schema;
  }

  template <class Op>
  void respell(Op&) const {}  // no other operation alters a table
  void respell(ops::AddColumn& op) const {
    table(op);
    name(op.column.column.name);
  }
  void respell(ops::AlterColumn& op) const {
    table(op);
    name(op.column);
  }
  void respell(ops::DropColumn& op) const {
    table(op);
    name(op.column);
  }
  void respell(ops::AlterTableOptions& op) const { table(op); }
  void respell(ops::CreateIndex& op) const {
    table(op);
    names(op.index.columns);
  }
  void respell(ops::DropIndex& op) const {
    table(op);
    for (const Index& index : table_.indexes) {
      if (same_name(index.name, op.name)) op.name = index.name;
    }
  }
  template <class Constraint>
  void respell(ops::CreateConstraint<Constraint>& op) const {
    table(op);
    if constexpr (requires { op.constraint.columns; }) names(op.constraint.columns);
    if constexpr (requires { op.constraint.parts; }) names(op.constraint.parts);
  }
  void respell(ops::DropConstraint& op) const {
    table(op);
    names(op.columns);
    const auto adopt = [&](const auto& constraints) {
      for (const auto& constraint : constraints) {
        if (!op.name.empty() && same_name(constraint.name, op.name)) op.name = constraint.name;
      }
    };
    for (const CheckConstraint& check : table_.checks) {
      if (!op.sql.empty() && type_system().same_expression(check.sql.general.text, op.sql)) {
        op.sql = check.sql.general.text;
      }
    }
    adopt(table_.uniques);
    adopt(table_.foreign_keys);
    adopt(table_.checks);
    if (table_.primary_key && same_name(table_.primary_key->name, op.name))
      op.name = table_.primary_key->name;
  }
};

}  // namespace

bool same_name(std::string_view a, std::string_view b) { return base::equals_ignoring_case(a, b); }

const Table* find_table(const Schema& schema, const QualifiedName& name) {
  const auto found = std::ranges::find_if(schema.tables, [&](const Table& table) {
    return same_name(table.name, name.name) && same_name(table.schema, name.schema);
  });
  return found == schema.tables.end() ? nullptr : &*found;
}

const Column* find_column(const Table& table, std::string_view name) {
  const auto found =
      std::ranges::find_if(table.columns, [&](const Column& column) { return same_name(column.name, name); });
  return found == table.columns.end() ? nullptr : &*found;
}

void respell_parts(Schema& schema) {
  std::unordered_map<std::string, const Table*> tables;
  for (const Table& table : schema.tables) tables.emplace(base::to_lower(table.name), &table);
  for (Table& table : schema.tables) {
    PartsRespelling(table).apply(table);
    for (ForeignKey& key : table.foreign_keys) {
      const auto target = tables.find(base::to_lower(key.references.table));
      if (target == tables.end()) continue;
      key.references.table = target->second->name;
      for (std::string& column : key.references.columns) {
        if (const Column* found = find_column(*target->second, column)) column = found->name;
      }
    }
  }
}

void respell(Operation& operation, const Table& table) { OperationRespelling(table).apply(operation); }

}  // namespace dbtool::dialects::sqlite
