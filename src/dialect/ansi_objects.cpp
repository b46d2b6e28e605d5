#include <utility>

#include <fmt/format.h>

#include "dialect/ansi_ddl.h"
#include "schema/naming.h"
#include "schema/sequence_type.h"

namespace dbtool::dialect {

std::string AnsiDdl::index_name(const Index& index, std::string_view table) const {
  if (!index.name.empty()) return index.name;
  std::string name = fmt::format("ix_{}", table);
  bool has_column = false;
  for (const IndexElement& element : index.columns) {
    if (element.column.empty()) continue;
    name += "_" + element.column;
    has_column = true;
  }
  if (!has_column) {
    throw Error(ErrorCode::kScript, fmt::format("an index of expressions on table '{}' needs a name", table));
  }
  return schema::shortened_name(std::move(name), traits_.max_identifier_bytes);
}

std::string AnsiDdl::index_element(const IndexElement& element) const {
  std::string result = element.column.empty() ? text_of(element.expression).text : quote(element.column);
  if (!element.collation.empty()) result += " COLLATE " + quote(element.collation);
  if (element.order == SortOrder::kAscending) result += " ASC";
  if (element.order == SortOrder::kDescending) result += " DESC";
  return result;
}

std::string AnsiDdl::create_index(const ops::CreateIndex& operation) const {
  const Index& index = operation.index;
  std::vector<std::string> elements;
  elements.reserve(index.columns.size());
  for (const IndexElement& element : index.columns) elements.push_back(index_element(element));
  const std::string& where = text_of(index.where).text;
  return fmt::format("CREATE {}INDEX {}{} ({}){}", index.unique ? "UNIQUE " : "",
                     operation.if_not_exists ? "IF NOT EXISTS " : "", index_target(operation),
                     fmt::join(elements, ", "), where.empty() ? "" : " WHERE " + where);
}

std::string AnsiDdl::index_target(const ops::CreateIndex& operation) const {
  return fmt::format("{} ON {}", quote(operation.index.name), qualified(operation.schema, operation.table));
}

void AnsiDdl::emit(const ops::CreateIndex& operation, Emission& out) const {
  ops::CreateIndex named = operation;
  named.index.name = index_name(operation.index, operation.table);
  out.add(create_index(named));
}

void AnsiDdl::emit_index(const Index& index, const QualifiedName& table, Emission& out) const {
  emit(ops::CreateIndex{.index = index, .table = table.name, .schema = table.schema}, out);
}

void AnsiDdl::emit(const ops::DropIndex& operation, Emission& out) const {
  out.add(fmt::format("DROP INDEX {}{}", operation.if_exists ? "IF EXISTS " : "",
                      qualified(operation.schema, operation.name)));
}

void AnsiDdl::emit(const ops::CreateView& operation, Emission& out) const {
  const View& view = operation.view;
  const SourceText& text = text_of(view.as);
  if (text.empty()) return;  // it is written for other engines only
  out.add(fmt::format("CREATE {}VIEW {}{} AS {}", view.materialized ? "MATERIALIZED " : "",
                      operation.if_not_exists ? "IF NOT EXISTS " : "", qualified(view.schema, view.name),
                      text.text));
}

void AnsiDdl::emit(const ops::ReplaceView& operation, Emission& out) const {
  const View& view = operation.view;
  if (text_of(view.as).empty()) return;
  emit(
      ops::DropView{
          .name = view.name, .schema = view.schema, .materialized = view.materialized, .if_exists = true},
      out);
  emit(ops::CreateView{.view = view}, out);
}

void AnsiDdl::emit(const ops::DropView& operation, Emission& out) const {
  out.add(fmt::format("DROP {}VIEW {}{}", operation.materialized ? "MATERIALIZED " : "",
                      operation.if_exists ? "IF EXISTS " : "", qualified(operation.schema, operation.name)));
}

void AnsiDdl::emit(const ops::CreateType& operation, Emission& out) const {
  emit_script(text_of(operation.type.sql), out);
}

void AnsiDdl::emit(const ops::DropType& operation, Emission& out) const {
  out.add(fmt::format("DROP TYPE {}{}", operation.if_exists ? "IF EXISTS " : "",
                      qualified(operation.schema, operation.name)));
}

void AnsiDdl::emit(const ops::CreateSequence& operation, Emission& out) const {
  const Sequence& sequence = operation.sequence;
  std::string sql = "CREATE SEQUENCE " + qualified(sequence.schema, sequence.name);
  if (!sequence.type.empty()) sql += " AS " + type(schema::sequence_type(sequence.type));
  if (sequence.start) sql += fmt::format(" START WITH {}", *sequence.start);
  if (sequence.increment) sql += fmt::format(" INCREMENT BY {}", *sequence.increment);
  if (sequence.min_value) sql += fmt::format(" MINVALUE {}", *sequence.min_value);
  if (sequence.max_value) sql += fmt::format(" MAXVALUE {}", *sequence.max_value);
  if (sequence.cache) sql += fmt::format(" CACHE {}", *sequence.cache);
  if (sequence.cycle) sql += " CYCLE";
  out.add(std::move(sql));
}

namespace {

/// ` INCREMENT BY 5`, or `otherwise`, which is what the engine does by itself.
void add_change(std::string_view words, const std::optional<std::optional<std::int64_t>>& value,
                std::string_view otherwise, std::string& sql) {
  if (!value) return;
  sql += *value ? fmt::format(" {} {}", words, **value) : fmt::format(" {}", otherwise);
}

}  // namespace

void AnsiDdl::emit(const ops::AlterSequence& operation, Emission& out) const {
  std::string sql;
  if (!operation.type.empty()) sql += " AS " + type(schema::sequence_type(operation.type));
  add_change("INCREMENT BY", operation.increment, "INCREMENT BY 1", sql);
  add_change("MINVALUE", operation.min_value, "NO MINVALUE", sql);
  add_change("MAXVALUE", operation.max_value, "NO MAXVALUE", sql);
  add_change("START WITH", operation.start, "START WITH 1", sql);
  add_change("CACHE", operation.cache, "CACHE 1", sql);
  if (operation.cycle) sql += *operation.cycle ? " CYCLE" : " NO CYCLE";
  if (sql.empty()) return;
  out.add(fmt::format("ALTER SEQUENCE {}{}", qualified(operation.schema, operation.name), sql));
}

void AnsiDdl::emit(const ops::DropSequence& operation, Emission& out) const {
  out.add(fmt::format("DROP SEQUENCE {}{}", operation.if_exists ? "IF EXISTS " : "",
                      qualified(operation.schema, operation.name)));
}

void AnsiDdl::emit(const ops::CreateTrigger& operation, Emission& out) const {
  emit_script(text_of(operation.trigger.sql), out);
}

void AnsiDdl::emit(const ops::DropTrigger& operation, Emission& out) const {
  out.add(fmt::format("DROP TRIGGER {}{}", operation.if_exists ? "IF EXISTS " : "",
                      qualified(operation.schema, operation.name)));
}

void AnsiDdl::emit(const ops::CreateFunction& operation, Emission& out) const {
  emit_script(text_of(operation.function.sql), out);
}

void AnsiDdl::emit(const ops::DropFunction& operation, Emission& out) const {
  out.add(fmt::format("DROP FUNCTION {}{}", operation.if_exists ? "IF EXISTS " : "",
                      qualified(operation.schema, operation.name)));
}

}  // namespace dbtool::dialect
