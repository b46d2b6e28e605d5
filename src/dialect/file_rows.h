#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "dbtool/operation.h"
#include "dbtool/statement.h"
#include "dialect/csv.h"
#include "dialect/row_writer.h"

namespace dbtool::dialect {

/// The rows of a bulk_insert's file as statements, each made when it is asked for.
class FileRows {
 public:
  /// Who makes statements of rows of these columns, given the file's name and where the statements go.
  using MakeWriter = std::function<std::unique_ptr<RowWriter>(const std::vector<std::string>& columns,
                                                              const std::string& file, StatementSink sink)>;

  /// The operation stands at `location`. Throws Error{kIo} for a file that cannot be read, and
  /// Error{kScript}, with its line, if it does not begin with the names of the columns.
  FileRows(const ops::BulkInsert& operation, const Location& location, const MakeWriter& make_writer);
  FileRows(const FileRows&) = delete;
  FileRows& operator=(const FileRows&) = delete;

  /// The next statement, or nothing at the end. Throws Error{kScript}, with its line, for what is no row.
  [[nodiscard]] std::optional<Statement> next();

 private:
  void read_record();

  std::string file_;
  std::string text_;
  CsvReader reader_;
  std::size_t width_ = 0;               ///< of a record
  std::vector<std::size_t> positions_;  ///< in a record, of each column
  CsvRecord fields_;
  std::deque<Statement> made_;
  bool is_at_end_ = false;
  std::unique_ptr<RowWriter> writer_;
};

}  // namespace dbtool::dialect
