#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "dialect/row_writer.h"

namespace dbtool::dialect {

/// Gathers rows into INSERT statements of many rows each.
class InsertWriter {
 public:
  /// Far below what engines take by themselves, far above where the cost of a statement matters.
  static constexpr std::size_t kMaxBytes = 64U << 10U;

  /// `head` is the statement up to its first row: `INSERT INTO t (a, b) VALUES `. The rows come from `file`.
  /// No statement of several rows is longer than `max_bytes`.
  InsertWriter(std::string head, std::string file, std::size_t max_bytes, StatementSink sink)
      : head_(std::move(head)), file_(std::move(file)), max_bytes_(max_bytes), sink_(std::move(sink)) {}

  /// Adds a row as SQL, `(1, 'a')`, and the line that it comes from; 0: not known.
  void add(std::string_view row, std::size_t line);
  /// Emits what is left. To be called once, after the last row.
  void finish();

 private:
  std::string head_;
  std::string file_;
  std::size_t max_bytes_;
  StatementSink sink_;
  std::string sql_;
  Statement::Lines lines_;
  std::size_t rows_ = 0;
};

}  // namespace dbtool::dialect
