#include "ops/footprint.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/strings.h"
#include "sql/splitter.h"
#include "sql/touched_objects.h"

namespace dbtool::ops {
namespace {

using Access = Touch::Access;

constexpr const char* kTable = "table";

std::string part(std::string_view kind, std::string_view name) { return fmt::format("{} '{}'", kind, name); }
std::string column_part(std::string_view column) { return part("column", column); }

class FootprintWriter {
 public:
  FootprintWriter(std::span<const std::string_view> dialect_names, const sql::Syntax& syntax,
                  Footprint& footprint)
      : dialect_names_(dialect_names), syntax_(syntax), footprint_(footprint) {}

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
  [[nodiscard]] std::vector<std::string> mentioned(const DialectText& text) const {
    return sql::touched_objects(text.select(dialect_names_).text, syntax_).mentioned;
  }
  /// A definition in the user's own SQL.
  void mention(const DialectText& text) {
    for (const std::string& word : mentioned(text)) read({}, {}, word);
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
    write_part(op, column_part(op.column.column.name));
    touch_type(op.column.column.type);
    if (op.column.references) touch_reference(op.column.references->references);
    if (op.column.index) touch_index_of(op.schema, op.table, op.column.column.name);
  }
  void touch(const AlterColumn& op) {
    write_part(op, column_part(op.column));
    if (op.type) touch_type(*op.type);
    if (!op.rename_to.empty()) write_part(op, column_part(op.rename_to));
  }
  void touch(const DropColumn& op) { write_part(op, column_part(op.column)); }
  void touch(const CreateIndex& op) { touch_index(op.index, op.schema, op.table); }
  void touch(const DropIndex& op) { write("index", op.schema, op.name); }
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
    if (!name.empty()) write_part(op, part("constraint", name));
  }
  void touch(const DropConstraint& op) {
    if (op.type == ConstraintType::kPrimary) return write_part(op, "primary key");
    write_part(op, op.name.empty() ? std::string() : part("constraint", op.name));
  }
  void touch(const CreateTableComment& op) { write_part(op, "comment"); }
  void touch(const DropTableComment& op) { write_part(op, "comment"); }
  void touch(const CreateView& op) {
    write("view", op.view.schema, op.view.name);
    mention(op.view.as);
  }
  void touch(const ReplaceView& op) {
    write("view", op.view.schema, op.view.name);
    mention(op.view.as);
  }
  void touch(const DropView& op) { write("view", op.schema, op.name); }
  void touch(const CreateEnum& op) { write("type", op.type.schema, op.type.name); }
  void touch(const AddEnumValue& op) { write("type", op.schema, op.name); }
  void touch(const DropEnum& op) { write("type", op.schema, op.name); }
  void touch(const CreateSequence& op) { write("sequence", op.sequence.schema, op.sequence.name); }
  void touch(const DropSequence& op) { write("sequence", op.schema, op.name); }
  void touch(const CreateTrigger& op) {
    write("trigger", op.trigger.schema, op.trigger.name);
    read(kTable, op.trigger.schema, op.trigger.table);
    mention(op.trigger.sql);
  }
  void touch(const DropTrigger& op) { write("trigger", op.schema, op.name); }
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
      for (const sql::ObjectName& object : touched.written) write(object.kind, object.schema, object.name);
      for (const std::string& word : touched.mentioned) read({}, {}, word);
    }
  }
  void touch(const BulkInsert& op) {
    write_part(op, "rows");
    read_columns(op, op.columns);
  }
  void touch(const BatchAlterTable& op) {
    for (const Operation& inner : op.operations) add(inner);
  }
  void touch(const Run&) { is_opaque_ = true; }

  std::span<const std::string_view> dialect_names_;
  const sql::Syntax& syntax_;
  Footprint& footprint_;
  bool is_opaque_ = false;
};

bool same(std::string_view a, std::string_view b) { return base::equals_ignoring_case(a, b); }

/// Whether two touches mean the same thing, or one a part of the other.
bool overlap(const Touch& a, const Touch& b) {
  const bool same_kind = a.kind.empty() || b.kind.empty() || a.kind == b.kind;
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

void add_footprint(const Operation& operation, std::span<const std::string_view> dialect_names,
                   const sql::Syntax& syntax, Footprint& footprint) {
  FootprintWriter(dialect_names, syntax, footprint).add(operation);
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
