#pragma once

#include <cstddef>

#include "dialect/csv.h"

namespace dbtool::dialect {

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
