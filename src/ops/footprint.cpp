#include "ops/footprint.h"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "base/strings.h"
#include "sql/splitter.h"
#include "sql/touched_objects.h"

namespace dbtool::ops {
namespace {

using Access = Touch::Access;

constexpr const char* kTable = "table";
constexpr const char* kRows = "rows";

std::string part(std::string_view kind, std::string_view name) { return fmt::format("{} '{}'", kind, name); }
std::string column_part(std::string_view column) { return part("column", column); }

class FootprintWriter {
 public:
  FootprintWriter(const FootprintContext& context, Footprint& footprint)
      : dialect_names_(context.dialect_names),
        syntax_(context.syntax),
        definitions_(context.definitions),
        footprint_(footprint) {}

  void add(const Operation& operation) {
    if (!applies_to(operation, dialect_names_)) return;
    std::visit([&](const auto& what) { touch(what); }, operation.what);
    if (is_opaque_) footprint_.opaque = describe(operation);
  }

 private:
  void write(std::string kind, const std::string& schema, const std::string& name, std::string what = {}) {
    footprint_.touches.push_back({std::move(kind), schema, name, std::move(what), Access::kWrite});
  }
  void read(std::string kind, const std::string& schema, const std::string& name, std::string what = {}) {
    footprint_.touches.push_back({std::move(kind), schema, name, std::move(what), Access::kRead});
  }
  template <class Op>
  void write_part(const Op& op, std::string what) {
    write(kTable, op.schema, op.table, std::move(what));
  }
  template <class Op>
  void read_columns(const Op& op, const std::vector<std::string>& columns) {
    for (const std::string& column : columns) read(kTable, op.schema, op.table, column_part(column));
  }

  void touch_reference(const Reference& reference) {
    // The target's key, where no columns are named: all of the table has to be as it is.
    if (reference.columns.empty()) read(kTable, reference.schema, reference.table);
    for (const std::string& column : reference.columns) {
      read(kTable, reference.schema, reference.table, column_part(column));
    }
  }
  void touch_type(const DataType& type) {
    if (type.kind == TypeKind::kEnum && !type.name.empty()) read("type", {}, type.name);
    for (const TypeVariant& variant : type.variants) touch_type(variant.type);
  }
  void touch_index(const Index& index, const std::string& schema, const std::string& table) {
    if (!index.name.empty()) write("index", schema, index.name);
    read_columns_of(index.where, schema, table);
    for (const IndexElement& element : index.columns) {
      if (!element.column.empty()) read(kTable, schema, table, column_part(element.column));
      read_columns_of(element.expression, schema, table);
    }
  }
  void touch_index_of(const std::string& schema, const std::string& table, const std::string& column) {
    write("index", schema, fmt::format("ix_{}_{}", table, column));
  }
  void touch_values(const Column& column, const QualifiedName& table) {
    touch_type(column.type);
    if (column.computed) read_columns_of(column.computed->sql, table.schema, table.name);
    if (column.server_default) read_columns_of(column.server_default->text, table.schema, table.name);
  }
  /// Takes an object away by its name: what it is made of has to be there, as it is. `table` may be empty.
  void drop(const std::string& kind, const QualifiedName& object, const std::string& table) {
    const std::vector<const Definition*> known = definitions_.find(kind, object.name);
    for (const Definition* definition : known) {
      const std::string& of = definition->table.empty() ? table : definition->table;
      for (const std::string& word : definition->words) {
        if (of.empty()) {
          read({}, {}, word);
        } else {
          read(kTable, object.schema, of, column_part(word));
        }
      }
    }
    if (!known.empty()) return;
    if (!table.empty()) return read(kTable, object.schema, table);
    is_opaque_ = true;  // nobody knows what it was made of
  }
  /// The rows of a table change: its triggers run, and do what they do.
  void fire_triggers(const std::string& table) {
    if (!fired_.insert(base::to_lower(table)).second) return;
    for (const Definition* trigger : definitions_.triggers_of(table)) {
      for (const std::string& word : trigger->words) write({}, {}, word);
    }
  }
  /// A view stands for what it reads.
  void read_through(const std::string& name) {
    read({}, {}, name);
    if (!followed_.insert(name).second) return;
    for (const Definition* view : definitions_.find("view", name)) {
      for (const std::string& word : view->words) read_through(word);
    }
  }
  [[nodiscard]] std::vector<std::string> mentioned(const DialectText& text) const {
    return sql::touched_objects(text.select(dialect_names_).text, syntax_).mentioned;
  }
  /// A definition in the user's own SQL.
  void mention(const DialectText& text) {
    for (const std::string& word : mentioned(text)) read_through(word);
  }
  /// An expression over one table.
  void read_columns_of(const DialectText& text, const std::string& schema, const std::string& table) {
    for (const std::string& word : mentioned(text)) read(kTable, schema, table, column_part(word));
  }

  void touch(const CreateTable& op) {
    write(kTable, op.table.schema, op.table.name);
    for (const Column& column : op.table.columns) touch_type(column.type);
    for (const ForeignKey& key : op.table.foreign_keys) {
      if (key.references.table != op.table.name) touch_reference(key.references);
    }
    for (const Index& index : op.table.indexes) {
      if (!index.name.empty()) write("index", op.table.schema, index.name);
    }
  }
  void touch(const DropTable& op) { write(kTable, op.schema, op.name); }
  void touch(const RenameTable& op) {
    write(kTable, op.schema, op.from);
    write(kTable, op.schema, op.to);
  }
  void touch(const AddColumn& op) {
    const Column& column = op.column.column;
    write_part(op, column_part(column.name));
    touch_values(column, {op.schema, op.table});
    // Rows that are there have no value for it: whether there are any decides.
    if (!column.nullable && !column.server_default && !column.computed)
      read(kTable, op.schema, op.table, kRows);
    if (op.column.references) touch_reference(op.column.references->references);
    if (op.column.index) touch_index_of(op.schema, op.table, op.column.column.name);
  }
  void touch(const AlterColumn& op) {
    write_part(op, column_part(op.column));
    if (op.type) touch_type(*op.type);
    if (op.server_default && *op.server_default)
      read_columns_of((*op.server_default)->text, op.schema, op.table);
    read_columns_of(DialectText(op.using_expression), op.schema, op.table);
    if (!op.rename_to.empty()) write_part(op, column_part(op.rename_to));
  }
  void touch(const DropColumn& op) { write_part(op, column_part(op.column)); }
  void touch(const CreateIndex& op) { touch_index(op.index, op.schema, op.table); }
  void touch(const DropIndex& op) {
    write("index", op.schema, op.name);
    drop("index", {op.schema, op.name}, op.table);
  }
  void touch(const CreatePrimaryKey& op) {
    write_part(op, "primary key");
    read_columns(op, op.constraint.columns);
  }
  void touch(const CreateUniqueConstraint& op) {
    write_constraint(op, op.constraint.name);
    read_columns(op, op.constraint.columns);
  }
  void touch(const CreateForeignKey& op) {
    write_constraint(op, op.constraint.name);
    read_columns(op, op.constraint.columns);
    touch_reference(op.constraint.references);
  }
  void touch(const CreateCheckConstraint& op) {
    write_constraint(op, op.constraint.name);
    read_columns_of(op.constraint.sql, op.schema, op.table);
  }
  void touch(const CreateExcludeConstraint& op) {
    write_constraint(op, op.constraint.name);
    read(kTable, op.schema, op.table);
  }
  template <class Op>
  void write_constraint(const Op& op, const std::string& name) {
    if (!name.empty()) return write_part(op, part("constraint", name));
    read(kTable, op.schema, op.table, part("constraint", {}));  // the table at least has to be there
  }
  void touch(const DropConstraint& op) {
    if (op.type == ConstraintType::kPrimary) return write_part(op, "primary key");
    if (op.name.empty()) return write_part(op, {});
    write_part(op, part("constraint", op.name));
    drop("constraint", {op.schema, op.name}, op.table);
  }
  void touch(const CreateTableComment& op) { write_part(op, "comment"); }
  void touch(const DropTableComment& op) { write_part(op, "comment"); }
  void touch(const AlterTableOptions& op) { write_part(op, {}); }
  void touch(const CreateView& op) {
    write("view", op.view.schema, op.view.name);
    mention(op.view.as);
  }
  void touch(const ReplaceView& op) {
    write("view", op.view.schema, op.view.name);
    mention(op.view.as);
  }
  void touch(const DropView& op) {
    write("view", op.schema, op.name);
    drop("view", {op.schema, op.name}, {});
  }
  void touch(const CreateEnum& op) { write("type", op.type.schema, op.type.name); }
  void touch(const AddEnumValue& op) { write("type", op.schema, op.name); }
  void touch(const AlterEnum& op) { write("type", op.type.schema, op.type.name); }
  void touch(const DropEnum& op) { write("type", op.schema, op.name); }
  void touch(const CreateType& op) {
    write("type", op.type.schema, op.type.name);
    mention(op.type.sql);
  }
  void touch(const DropType& op) { write("type", op.schema, op.name); }
  void touch(const CreateSequence& op) { write("sequence", op.sequence.schema, op.sequence.name); }
  void touch(const AlterSequence& op) { write("sequence", op.schema, op.name); }
  void touch(const DropSequence& op) { write("sequence", op.schema, op.name); }
  void touch(const CreateTrigger& op) {
    write("trigger", op.trigger.schema, op.trigger.name);
    read(kTable, op.trigger.schema, op.trigger.table);
    write(kTable, op.trigger.schema, op.trigger.table, kRows);  // it runs for those that come
    mention(op.trigger.sql);
  }
  void touch(const DropTrigger& op) {
    write("trigger", op.schema, op.name);
    if (!op.table.empty()) write_part(op, kRows);
    for (const Definition* known : definitions_.find("trigger", op.name)) {
      if (!known->table.empty()) write(kTable, op.schema, known->table, kRows);
    }
    drop("trigger", {op.schema, op.name}, op.table);
  }
  void touch(const CreateFunction& op) {
    write("function", op.function.schema, op.function.name);
    mention(op.function.sql);
  }
  void touch(const DropFunction& op) { write("function", op.schema, op.name); }
  void touch(const Execute& op) {
    const std::string& text = op.sql.select(dialect_names_).text;
    for (const sql::Piece& piece : sql::split({.text = text}, syntax_)) {
      if (piece.kind != sql::PieceKind::kStatement) continue;
      const sql::TouchedObjects touched = sql::touched_objects(piece.in(text), syntax_);
      is_opaque_ = is_opaque_ || touched.is_opaque;
      for (const sql::ObjectName& object : touched.written) touch_written(object, touched);
      for (const std::string& word : touched.mentioned) read_through(word);
    }
  }
  void touch_written(const sql::ObjectName& object, const sql::TouchedObjects& statement) {
    write(object.kind, object.schema, object.name);
    if (object.kind == kTable) return fire_triggers(object.name);
    const bool drops = !statement.mentioned.empty() && statement.mentioned.front() == "drop";
    const bool is_made_of_something =
        object.kind == "index" || object.kind == "view" || object.kind == "trigger";
    if (drops && is_made_of_something) drop(object.kind, {object.schema, object.name}, {});
  }
  void touch(const BulkInsert& op) {
    write_part(op, kRows);
    for (const std::string& column : op.columns) write_part(op, column_part(column));
    fire_triggers(op.table);
  }
  void touch(const BatchAlterTable& op) {
    for (const Operation& inner : op.operations) add(inner);
  }
  void touch(const Run&) { is_opaque_ = true; }

  std::span<const std::string_view> dialect_names_;
  const sql::Syntax& syntax_;
  const Definitions& definitions_;
  Footprint& footprint_;
  std::set<std::string> fired_;     ///< tables whose triggers are in already
  std::set<std::string> followed_;  ///< the same for views
  bool is_opaque_ = false;
};

/// What has its name in one space: some engines have it so for all four, and none may be left out.
bool shares_names(std::string_view kind) {
  return kind == kTable || kind == "view" || kind == "index" || kind == "sequence";
}

bool same(std::string_view a, std::string_view b) { return base::equals_ignoring_case(a, b); }

/// Whether two touches mean the same thing, or one a part of the other.
bool overlap(const Touch& a, const Touch& b) {
  const bool same_kind =
      a.kind.empty() || b.kind.empty() || a.kind == b.kind || (shares_names(a.kind) && shares_names(b.kind));
  const bool same_schema = a.schema.empty() || b.schema.empty() || same(a.schema, b.schema);
  const bool same_part = a.part.empty() || b.part.empty() || same(a.part, b.part);
  return same(a.name, b.name) && same_kind && same_schema && same_part;
}

std::string told(const Touch& a, const Touch& b) {
  const Touch& known = a.kind.empty() ? b : a;
  const Touch& finer = a.part.empty() ? b : a;
  const std::string object =
      fmt::format("{} '{}'", known.kind, to_string(QualifiedName{known.schema, known.name}));
  const bool is_part = !a.part.empty() && !b.part.empty();
  return is_part ? fmt::format("{} of {}", finer.part, object) : object;
}

}  // namespace

void add_footprint(const Operation& operation, const FootprintContext& context, Footprint& footprint) {
  FootprintWriter(context, footprint).add(operation);
}

std::optional<std::string> clash(const Footprint& a, const Footprint& b) {
  const auto anything = [](const Footprint& opaque, const Footprint& other) {
    return !opaque.opaque.empty() && (!other.touches.empty() || !other.opaque.empty());
  };
  if (anything(a, b)) return fmt::format("anything ({})", a.opaque);
  if (anything(b, a)) return fmt::format("anything ({})", b.opaque);
  for (const Touch& mine : a.touches) {
    for (const Touch& theirs : b.touches) {
      const bool is_write = mine.access == Access::kWrite || theirs.access == Access::kWrite;
      if (is_write && overlap(mine, theirs)) return told(mine, theirs);
    }
  }
  return std::nullopt;
}

}  // namespace dbtool::ops
