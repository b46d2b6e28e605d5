#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/read_ahead.h"
#include "dialect/ansi_ddl.h"
#include "dialect/file_rows.h"
#include "dialect/insert_writer.h"
#include "sql/splitter.h"

namespace dbtool::dialect {
namespace {

/// As much of a file is read before any of its rows goes out: a mistake in a small one has changed nothing.
constexpr std::size_t kMostBytesAtOnce = 1U << 20U;
/// Statements, of 64 to 256 KiB each: enough that neither of reader and server waits for the other.
constexpr std::size_t kMostAhead = 8;

}  // namespace

void AnsiDdl::emit_script(const SourceText& script, Emission& out) const {
  if (script.empty()) return;  // it is written for other engines only
  const Location start = script.location == Location{} ? out.location() : script.location;
  const sql::SourceText source{.text = script.text, .start = start, .margin = script.margin};
  const std::vector<sql::Piece> pieces = sql::split(source, syntax_);
  sql::LocationCursor cursor(source);
  for (auto piece = pieces.begin(); piece != pieces.end(); ++piece) {
    const sql::LocationCursor::Place place = cursor.advance(piece->begin);
    Statement statement{.text = std::string(piece->in(script.text)),
                        .location = {.file = start.file, .line = place.line, .column = place.column},
                        .verbatim = script.location != Location{},
                        .margin = script.margin};
    const auto next = std::next(piece);
    if (next != pieces.end() && next->kind == sql::PieceKind::kCopyData) {
      statement.text = script.text.substr(piece->begin, next->end - piece->begin);
      statement.has_data = true;
      piece = next;
    }
    emit_verbatim(std::move(statement), out);
  }
}

void AnsiDdl::emit(const ops::Execute& operation, Emission& out) const {
  emit_script(text_of(operation.sql), out);
}

void AnsiDdl::emit(const ops::Run& operation, Emission& out) const {
  out.add({.kind = Statement::Kind::kProgram,
           .text = operation.command,
           .transaction = Statement::Transaction::kOutside});
}

std::size_t AnsiDdl::max_insert_bytes() const { return InsertWriter::kMaxBytes; }

std::string AnsiDdl::value(const ops::Literal& literal_value) const {
  switch (literal_value.kind) {
    case ops::Literal::Kind::kNull:
      return "NULL";
    case ops::Literal::Kind::kBoolean:
      return std::string(boolean_literal(literal_value.text == "true"));
    case ops::Literal::Kind::kNumber:
      // What is a number in YAML only (.inf) goes to the engine as text.
      return is_number(literal_value.text) ? literal_value.text : literal(literal_value.text);
    case ops::Literal::Kind::kString:
    case ops::Literal::Kind::kList:
    case ops::Literal::Kind::kMapping:
      return literal(literal_value.text);
  }
  return {};
}

void AnsiDdl::emit(const ops::BulkInsert& operation, Emission& out) const {
  if (operation.file.empty()) {
    emit_rows(operation, out);
  } else {
    emit_file(operation, out);
  }
}

void AnsiDdl::emit_rows(const ops::BulkInsert& operation, Emission& out) const {
  InsertWriter writer(fmt::format("INSERT INTO {} {} VALUES ", qualified(operation.schema, operation.table),
                                  column_list(operation.columns)),
                      out.location().file, max_insert_bytes(),
                      [&](Statement statement) { out.add(std::move(statement)); });
  for (std::size_t i = 0; i < operation.rows.size(); ++i) {
    const ops::RowValues& row = operation.rows[i];
    if (row.size() != operation.columns.size()) {
      throw Error(ErrorCode::kScript, fmt::format("a row for table '{}' has {} values for {} columns",
                                                  operation.table, row.size(), operation.columns.size()));
    }
    std::string values = "(";
    for (const ops::Literal& each : row) values += (values.size() > 1 ? ", " : "") + value(each);
    writer.add(values + ")", i < operation.lines.size() ? operation.lines[i] : 0);
  }
  writer.finish();
}

namespace {

/// As literals in INSERT.
class InsertRows final : public RowWriter {
 public:
  InsertRows(const DdlCompiler& ddl, InsertWriter writer) : ddl_(ddl), writer_(std::move(writer)) {}

  void add(const CsvRecord& fields, std::size_t line) override {
    row_ = "(";
    for (const CsvField& field : fields) {
      if (row_.size() > 1) row_ += ", ";
      row_ += field ? ddl_.literal(*field) : "NULL";
    }
    row_ += ')';
    writer_.add(row_, line);
  }
  void finish() override { writer_.finish(); }

 private:
  const DdlCompiler& ddl_;
  InsertWriter writer_;
  std::string row_;
};

}  // namespace

std::unique_ptr<RowWriter> AnsiDdl::file_writer(const std::string& table, const std::string& columns,
                                                const std::string& file, StatementSink sink) const {
  return std::make_unique<InsertRows>(
      *this, InsertWriter(fmt::format("INSERT INTO {} {} VALUES ", table, columns), file, max_insert_bytes(),
                          std::move(sink)));
}

void AnsiDdl::emit_file(const ops::BulkInsert& operation, Emission& out) const {
  const auto make_writer = [&](const std::vector<std::string>& columns, const std::string& file,
                               StatementSink sink) {
    return file_writer(qualified(operation.schema, operation.table), column_list(columns), file,
                       std::move(sink));
  };
  const auto rows = std::make_shared<FileRows>(operation, out.location(), make_writer);
  for (std::size_t bytes = 0; bytes < kMostBytesAtOnce;) {
    std::optional<Statement> statement = rows->next();
    if (!statement) return;
    bytes += statement->text.size();
    out.add(*std::move(statement));
  }
  const auto ahead =
      std::make_shared<base::ReadAhead<Statement>>([rows] { return rows->next(); }, kMostAhead);
  out.go_on_with([ahead] { return ahead->next(); });
}

}  // namespace dbtool::dialect
