#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "dialect/emission.h"

namespace dbtool::dialect {

/// Gathers rows into INSERT statements of many rows each, none much longer than 64 KiB.
class InsertWriter {
 public:
  /// `head` is the statement up to its first row: `INSERT INTO t (a, b) VALUES `. The rows come from `file`.
  InsertWriter(std::string head, std::string file, Emission& out)
      : head_(std::move(head)), file_(std::move(file)), out_(out) {}

  /// Adds a row of values that are SQL already, and the line that it comes from; 0: not known.
  void add(const std::vector<std::string>& values, std::size_t line);
  /// Emits what is left. To be called once, after the last row.
  void finish();

 private:
  std::string head_;
  std::string file_;
  Emission& out_;
  std::string sql_;
  Statement::Lines lines_;
  std::size_t rows_ = 0;
};

}  // namespace dbtool::dialect
