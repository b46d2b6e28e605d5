#include "ops/definitions.h"

#include <algorithm>
#include <utility>

#include "base/strings.h"
#include "schema/column_constraints.h"
#include "sql/splitter.h"
#include "sql/touched_objects.h"

namespace dbtool::ops {

/// Reads the definitions that one operation makes.
class DefinitionReader {
 public:
  DefinitionReader(std::span<const std::string_view> dialect_names, const sql::Syntax& syntax,
                   Definitions& definitions)
      : dialect_names_(dialect_names), syntax_(syntax), definitions_(definitions) {}

  void read(const Operation& operation) {
    if (!applies_to(operation, dialect_names_)) return;
    std::visit([&](const auto& what) { learn(what); }, operation.what);
  }

 private:
  using Words = std::vector<std::string>;

  void add(std::string kind, std::string_view name, std::string_view table, Words words) {
    if (name.empty()) return;
    for (std::string& word : words) word = base::to_lower(word);
    definitions_.by_name_.emplace(base::to_lower(name),
                                  Definition{std::move(kind), base::to_lower(table), std::move(words)});
  }
  [[nodiscard]] Words mentioned(const DialectText& text) const {
    return sql::touched_objects(text.select(dialect_names_).text, syntax_).mentioned;
  }
  static void append(Words& words, Words more) {
    words.insert(words.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  }

  void add_index(const Index& index, std::string_view table) {
    Words words = mentioned(index.where);
    for (const IndexElement& element : index.columns) {
      if (!element.column.empty()) words.push_back(element.column);
      append(words, mentioned(element.expression));
    }
    add("index", index.name, table, std::move(words));
  }
  void add_constraint(const PrimaryKey& key, std::string_view table) {
    add("constraint", key.name, table, key.columns);
  }
  void add_constraint(const UniqueConstraint& unique, std::string_view table) {
    add("constraint", unique.name, table, unique.columns);
  }
  void add_constraint(const ForeignKey& key, std::string_view table) {
    add("constraint", key.name, table, key.columns);
  }
  void add_constraint(const CheckConstraint& check, std::string_view table) {
    add("constraint", check.name, table, mentioned(check.sql));
  }
  void add_constraint(const ExcludeConstraint&, std::string_view) {}  // whoever drops it touches the table

  // Most operations define nothing.
  template <class Op>
  void learn(const Op&) {}
  void learn(const CreateTable& op) {
    const Table& table = op.table;
    for (const Index& index : table.indexes) add_index(index, table.name);
    for (const auto& each : table.uniques) add_constraint(each, table.name);
    for (const auto& each : table.foreign_keys) add_constraint(each, table.name);
    for (const auto& each : table.checks) add_constraint(each, table.name);
  }
  void learn(const AddColumn& op) {
    const schema::ColumnConstraints made = schema::column_constraints(op.column, {op.schema, op.table});
    if (made.index) add_index(*made.index, op.table);
    if (made.unique) add_constraint(*made.unique, op.table);
    if (made.foreign_key) add_constraint(*made.foreign_key, op.table);
  }
  void learn(const CreateIndex& op) { add_index(op.index, op.table); }
  template <class Constraint>
  void learn(const CreateConstraint<Constraint>& op) {
    add_constraint(op.constraint, op.table);
  }
  void learn(const CreateView& op) { add("view", op.view.name, {}, mentioned(op.view.as)); }
  void learn(const ReplaceView& op) { add("view", op.view.name, {}, mentioned(op.view.as)); }
  void learn(const CreateTrigger& op) {
    add("trigger", op.trigger.name, op.trigger.table, mentioned(op.trigger.sql));
  }
  void learn(const Execute& op) {
    const std::string& text = op.sql.select(dialect_names_).text;
    for (const sql::Piece& piece : sql::split({.text = text}, syntax_)) {
      if (piece.kind != sql::PieceKind::kStatement) continue;
      const sql::TouchedObjects touched = sql::touched_objects(piece.in(text), syntax_);
      if (touched.mentioned.empty() || touched.mentioned.front() != "create") continue;
      for (const sql::ObjectName& object : touched.written) {
        if (object.kind == "table") continue;
        add(object.kind, object.name, {}, touched.mentioned);
      }
    }
  }
  void learn(const BatchAlterTable& op) {
    for (const Operation& inner : op.operations) read(inner);
  }

  std::span<const std::string_view> dialect_names_;
  const sql::Syntax& syntax_;
  Definitions& definitions_;
};

void Definitions::learn(const Operation& operation, std::span<const std::string_view> dialect_names,
                        const sql::Syntax& syntax) {
  DefinitionReader(dialect_names, syntax, *this).read(operation);
}

std::vector<const Definition*> Definitions::find(std::string_view kind, std::string_view name) const {
  std::vector<const Definition*> found;
  const auto [begin, end] = by_name_.equal_range(base::to_lower(name));
  for (auto entry = begin; entry != end; ++entry) {
    if (entry->second.kind == kind) found.push_back(&entry->second);
  }
  return found;
}

std::vector<const Definition*> Definitions::triggers_of(std::string_view table) const {
  const std::string wanted = base::to_lower(table);
  std::vector<const Definition*> found;
  for (const auto& [name, definition] : by_name_) {
    if (definition.kind != "trigger") continue;
    const bool mentions =
        std::find(definition.words.begin(), definition.words.end(), wanted) != definition.words.end();
    if (definition.table == wanted || (definition.table.empty() && mentions)) found.push_back(&definition);
  }
  return found;
}

}  // namespace dbtool::ops
