#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "dialect/emission.h"

namespace dbtool::dialect {

/// Gathers rows into INSERT statements of many rows each, none much longer than 64 KiB.
class InsertWriter {
 public:
  /// `head` is the statement up to its first row: `INSERT INTO t (a, b) VALUES `.
  InsertWriter(std::string head, Emission& out) : head_(std::move(head)), out_(out) {}

  /// Adds a row of values that are SQL already.
  void add(const std::vector<std::string>& values);
  /// Emits what is left. To be called once, after the last row.
  void finish();

 private:
  std::string head_;
  Emission& out_;
  std::string sql_;
  std::size_t rows_ = 0;
};

}  // namespace dbtool::dialect
