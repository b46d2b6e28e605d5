#pragma once

#include <cstddef>
#include <functional>

#include "dbtool/statement.h"
#include "dialect/csv.h"

namespace dbtool::dialect {

/// Where statements go. One without a place stands where its operation does.
using StatementSink = std::function<void(Statement)>;

/// Makes statements of the rows of a file.
class RowWriter {
 public:
  virtual ~RowWriter() = default;

  /// Adds a row, a field for each column, and the line of the file on which it begins.
  virtual void add(const CsvRecord& fields, std::size_t line) = 0;
  /// Emits what is left. To be called once, after the last row.
  virtual void finish() = 0;
};

}  // namespace dbtool::dialect
