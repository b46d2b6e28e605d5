#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "dbtool/operation.h"

namespace dbtool::testing {

/// Makes operations and schemas at random, for properties that hold for all of them. The same seed makes the
/// same ones on every machine.
class RandomOperations {
 public:
  explicit RandomOperations(std::uint32_t seed) : random_(seed) {}

  /// How many kinds of operations there are, and any operation of one: sound by itself, but about tables
  /// that may not be there.
  static std::size_t kinds();
  [[nodiscard]] Operation any(std::size_t kind);

  /// A schema that models can describe: whatever is referenced is there.
  [[nodiscard]] Schema schema(std::size_t tables);
  /// An operation that can be applied to the schema.
  [[nodiscard]] Operation fitting(const Schema& schema);

  // What the above are made of.
  [[nodiscard]] std::size_t below(std::size_t limit) { return limit == 0 ? 0 : random_() % limit; }
  [[nodiscard]] bool one_in(std::size_t n) { return below(n) == 0; }
  [[nodiscard]] std::string name();  ///< never the same twice
  [[nodiscard]] std::string text();
  [[nodiscard]] DataType type();
  [[nodiscard]] Column column();
  [[nodiscard]] Table table();

 private:
  [[nodiscard]] Operation fitting_table(const Schema& schema, const Table& table);

  std::mt19937 random_;
  std::uint32_t names_ = 0;
};

/// The schema with its parts in one order, for comparisons that do not care.
[[nodiscard]] Schema sorted(Schema schema);

}  // namespace dbtool::testing
