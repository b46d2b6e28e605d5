#include "dialect/insert_writer.h"

#include <utility>

namespace dbtool::dialect {

namespace {

/// A run that goes on knows the statements that are done by their texts (runtime/step_checksums): another
/// number here makes it refuse what an older dbtool has begun.
constexpr std::size_t kMaxRows = 1000;

}  // namespace

void InsertWriter::add(std::string_view row, std::size_t line) {
  constexpr std::string_view kComma = ", ";
  const bool is_full =
      rows_ == kMaxRows || (rows_ > 0 && sql_.size() + kComma.size() + row.size() > max_bytes_);
  if (is_full) finish();
  sql_ += rows_ == 0 ? std::string_view(head_) : kComma;
  if (line != 0) lines_.parts.emplace_back(sql_.size(), line);
  sql_ += row;
  ++rows_;
}

void InsertWriter::finish() {
  if (rows_ == 0) return;
  lines_.file = file_;
  sink_({.text = std::exchange(sql_, {}), .lines = std::exchange(lines_, {})});
  rows_ = 0;
}

}  // namespace dbtool::dialect
