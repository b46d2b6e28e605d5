#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "dialects/sqlite/affinity.h"
#include "dialects/sqlite/rebuild.h"

namespace dbtool::dialects::sqlite {

/// One more than is told: whether there are more.
inline constexpr int kMaxRows = 6;

/// A statement that fails if it returns rows.
[[nodiscard]] Statement check(std::string sql, std::string failure, std::string hint = {});

/// How a column's values are kept. A STRICT table keeps in an ANY column whatever it is given.
[[nodiscard]] Affinity affinity_in(const Table& table, const Column& column);

/// What the checks of one rebuild share.
class Checks {
 public:
  explicit Checks(const Rebuild& rebuild)
      : rebuild_(rebuild),
        before_(rebuild.before()),
        after_(rebuild.after()),
        old_name_(rebuild.quoted(before_.qualified_name())) {}

 protected:
  [[nodiscard]] std::string quote(std::string_view name) const { return rebuild_.ddl().quote(name); }
  [[nodiscard]] std::string table() const {
    return fmt::format("table '{}'", to_string(before_.qualified_name()));
  }
  void add(Statement statement) { statements_.push_back(std::move(statement)); }

  void add(Statement statement, const Location& place) {
    statement.location = place;
    add(std::move(statement));
  }

  /// `'id=' || quote(id)`: what people find the row by.
  [[nodiscard]] std::string row_of(std::string_view alias = {}) const;
  /// Returns the rows of the old table for which the condition holds.
  [[nodiscard]] std::string rows_where(std::string_view condition) const {
    return fmt::format("SELECT {} FROM {} WHERE {} LIMIT {}", row_of(), old_name_, condition, kMaxRows);
  }
  [[nodiscard]] std::vector<Statement> take() { return std::move(statements_); }

  const Rebuild& rebuild_;
  const Table& before_;
  const Table& after_;
  std::string old_name_;

 private:
  std::vector<Statement> statements_;
};

}  // namespace dbtool::dialects::sqlite
