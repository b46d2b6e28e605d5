#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "dialects/postgresql/ddl.h"

namespace dbtool::dialects::postgresql {

namespace {

/// Between two statements server and client wait for each other; more would only cost memory. What
/// dialect/insert_writer says of its number holds here too.
constexpr std::size_t kMaxBytes = 1U << 20U;

/// What stands behind a backslash for a character that cannot stand for itself; any other is its own.
char letter_of(char c) {
  switch (c) {
    case '\n':
      return 'n';
    case '\r':
      return 'r';
    case '\t':
      return 't';
    default:
      return c;
  }
}

/// A field in COPY's text format (PostgreSQL's manual, COPY, "Text Format").
void append_field(const dialect::CsvField& field, std::string& line) {
  if (!field) {
    line += "\\N";
    return;
  }
  for (std::string_view rest = *field;;) {
    const auto special = std::ranges::find_if(rest, [](char c) { return c == '\\' || letter_of(c) != c; });
    line.append(rest.begin(), special);
    if (special == rest.end()) return;
    line += '\\';
    line += letter_of(*special);
    rest = {special + 1, rest.end()};
  }
}

class CopyRows final : public dialect::RowWriter {
 public:
  CopyRows(std::string head, std::string file, dialect::StatementSink sink)
      : head_(std::move(head)), file_(std::move(file)), sink_(std::move(sink)) {}

  void add(const dialect::CsvRecord& fields, std::size_t line) override {
    if (sql_.size() >= kMaxBytes) finish();
    if (sql_.empty()) sql_ = head_;
    lines_.parts.emplace_back(sql_.size(), line);
    bool is_first = true;
    for (const dialect::CsvField& field : fields) {
      if (!std::exchange(is_first, false)) sql_ += '\t';
      append_field(field, sql_);
    }
    sql_ += '\n';
  }

  void finish() override {
    if (sql_.empty()) return;
    lines_.file = file_;
    sink_({.text = std::exchange(sql_, {}), .lines = std::exchange(lines_, {}), .has_data = true});
  }

 private:
  std::string head_;
  std::string file_;
  dialect::StatementSink sink_;
  std::string sql_;
  Statement::Lines lines_;
};

}  // namespace

std::unique_ptr<dialect::RowWriter> PostgresqlDdl::file_writer(const std::string& table,
                                                               const std::string& columns,
                                                               const std::string& file,
                                                               dialect::StatementSink sink) const {
  return std::make_unique<CopyRows>(fmt::format("COPY {} {} FROM stdin;\n", table, columns), file,
                                    std::move(sink));
}

}  // namespace dbtool::dialects::postgresql
