#include "dialect/insert_writer.h"

#include <utility>

#include <fmt/format.h>

namespace dbtool::dialect {

namespace {

// Far below what any engine takes, far above where the cost of a statement matters.
constexpr std::size_t kMaxBytes = 64U << 10U;
constexpr std::size_t kMaxRows = 500;

}  // namespace

void InsertWriter::add(const std::vector<std::string>& values, std::size_t line) {
  const std::string row = fmt::format("({})", fmt::join(values, ", "));
  if (rows_ == kMaxRows || (rows_ > 0 && sql_.size() + row.size() > kMaxBytes)) finish();
  sql_ += rows_ == 0 ? head_ : ", ";
  if (line != 0) lines_.parts.emplace_back(sql_.size(), line);
  sql_ += row;
  ++rows_;
}

void InsertWriter::finish() {
  if (rows_ == 0) return;
  lines_.file = file_;
  out_.add({.text = std::exchange(sql_, {}), .lines = std::exchange(lines_, {})});
  rows_ = 0;
}

}  // namespace dbtool::dialect
