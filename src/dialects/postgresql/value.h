#pragma once

#include <vector>

#include "dbtool/connection.h"
#include "dialects/postgresql/libpq.h"

namespace dbtool::dialects::postgresql {

/// All rows of a result. Whole numbers (also oids) and floating point numbers are such; everything else is
/// the server's own text: a boolean `t` or `f`, a numeric all its digits, an array `{1,2}`.
[[nodiscard]] std::vector<Row> read_rows(const PGresult* result);

/// How many rows a statement has changed, by its command tag: 0 for DDL and for what only reads.
[[nodiscard]] std::int64_t changed_rows(PGresult* result);

/// The parameters of a statement as texts, whose types the server chooses: `$1::integer` says otherwise.
class Parameters {
 public:
  explicit Parameters(std::span<const Value> values);

  [[nodiscard]] int count() const noexcept { return static_cast<int>(pointers_.size()); }
  /// Null for NULL.
  [[nodiscard]] const char* const* data() const noexcept { return pointers_.data(); }

 private:
  std::vector<std::string> texts_;
  std::vector<const char*> pointers_;
};

}  // namespace dbtool::dialects::postgresql
