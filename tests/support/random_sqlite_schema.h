#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "dbtool/schema.h"

namespace dbtool::test {

/// Makes schemas at random that SQLite can have, out of few names, so that two of them have much in common.
/// The same seed makes the same ones on every machine.
class RandomSqliteSchema {
 public:
  explicit RandomSqliteSchema(std::uint32_t seed) : random_(seed) {}

  [[nodiscard]] Schema schema();
  /// Statements that put rows into the tables. Some are refused, which does not matter.
  [[nodiscard]] std::vector<std::string> rows(const Schema& schema);

 private:
  [[nodiscard]] std::size_t below(std::size_t limit) { return random_() % limit; }
  [[nodiscard]] bool one_in(std::size_t n) { return below(n) == 0; }
  template <class T>
  [[nodiscard]] const T& pick(const std::vector<T>& values) {
    return values[below(values.size())];
  }
  [[nodiscard]] std::vector<std::string> some(std::vector<std::string> names, std::size_t most);

  [[nodiscard]] Table table(const std::string& name);
  [[nodiscard]] Column column(const std::string& name, bool is_strict);
  void add_default(Column& column);
  void add_keys(Table& table);
  void add_options(Table& table);
  void add_checks(Table& table);
  void add_indexes(Table& table);
  void add_foreign_keys(Schema& schema);
  void add_views_and_triggers(Schema& schema);
  [[nodiscard]] std::string value(const Column& column, std::size_t row);

  std::mt19937 random_;
};

}  // namespace dbtool::test
