#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "dialects/sqlite/checks.h"
#include "dialects/sqlite/rebuild_checks.h"
#include "dialects/sqlite/rowid.h"
#include "dialects/sqlite/types.h"

namespace dbtool::dialects::sqlite {

namespace {

class CopyChecks : private Checks {
 public:
  explicit CopyChecks(const Rebuild& rebuild)
      : Checks(rebuild), new_name_(rebuild.quoted(rebuild.new_name())) {}

  std::vector<Statement> write() {
    add(check(
        fmt::format("SELECT count(*) || ' rows before, ' || (SELECT count(*) FROM {1}) || ' after' FROM {0} "
                    "HAVING count(*) <> (SELECT count(*) FROM {1})",
                    old_name_, new_name_),
        fmt::format("not all rows of {} were copied", table()),
        "an ON CONFLICT clause of the new definition may have taken them away"));
    const std::string condition = join_condition();
    for (const Column& column : after_.columns) check_values(column, condition);
    return take();
  }

 private:
  /// What makes a row of the new table that of the old one; nothing if the keys themselves change.
  [[nodiscard]] std::string join_condition() const {
    if (rebuild_.numbers_stay()) {
      return fmt::format("n.{} = o.{}", quote(rowid_name(after_)), quote(rowid_name(before_)));
    }
    const auto keeps = [&](const std::string& name) {
      const Column* is = before_.find_column(name);
      const Column* becomes = after_.find_column(name);
      return is != nullptr && becomes != nullptr &&
             affinity_in(before_, *is) == affinity_in(after_, *becomes) &&
             rebuild_.value_of(*becomes) == quote(name);
    };
    const bool has_key = before_.primary_key && after_.primary_key &&
                         before_.primary_key->columns == after_.primary_key->columns;
    if (has_key && std::ranges::all_of(before_.primary_key->columns, keeps)) {
      std::vector<std::string> pairs;
      for (const std::string& column : before_.primary_key->columns) {
        pairs.push_back(fmt::format("n.{0} IS o.{0}", quote(column)));
      }
      return fmt::format("{}", fmt::join(pairs, " AND "));
    }
    return "";
  }

  /// A type that changes how values are kept may change the values: '007' would become 7.
  void check_values(const Column& column, const std::string& condition) {
    const Column* old = before_.find_column(column.name);
    const auto source = rebuild_.sources().find(column.name);
    if (old == nullptr || source == rebuild_.sources().end() || source->second.is_converted) return;
    const Affinity becomes = affinity_in(after_, column);
    if (affinity_in(before_, *old) == becomes) return;
    const std::string sql =
        condition.empty() ? changed_by_cast(column.name, becomes) : changed_by_copy(column.name, condition);
    if (sql.empty()) return;
    add(check(sql,
              fmt::format("the values of column '{}' of {} would not be the same as {} in rows", column.name,
                          table(), type_sql(column.type)),
              "change these values first, or say with 'using' what becomes of them"),
        rebuild_.place_of(column));
  }

  /// Texts of real numbers have fewer digits than the numbers. Both tables are read in the order of the copy:
  /// in that of an index on the column, which has all that is asked of the old one, each row would be looked
  /// for somewhere else.
  [[nodiscard]] std::string changed_by_copy(const std::string& column, const std::string& condition) const {
    return fmt::format(
        "SELECT {0} FROM {1} AS o NOT INDEXED CROSS JOIN {2} AS n ON {3} WHERE o.{4} IS NOT NULL AND NOT "
        "(+n.{4} IS +o.{4} OR "
        "(CAST(n.{4} AS TEXT) IS CAST(o.{4} AS TEXT) AND (typeof(o.{4}) <> 'real' OR CAST(n.{4} AS REAL) = "
        "o.{4}))) LIMIT {5}",
        row_of("o"), old_name_, new_name_, condition, quote(column), kMaxRows);
  }

  /// Where nothing tells which row became which: more than would be changed, as 'x', which stays a text in an
  /// INTEGER column.
  [[nodiscard]] std::string changed_by_cast(const std::string& column, Affinity becomes) const {
    if (becomes == Affinity::kBlob) return {};
    const std::string_view type = becomes == Affinity::kText   ? "TEXT"
                                  : becomes == Affinity::kReal ? "REAL"
                                                               : "NUMERIC";
    return rows_where(
        fmt::format("{0} IS NOT NULL AND (CAST(CAST({0} AS {1}) AS TEXT) IS NOT CAST({0} AS TEXT) OR "
                    "(typeof({0}) = 'real' AND CAST(CAST({0} AS {1}) AS REAL) <> {0}))",
                    quote(column), type));
  }

  std::string new_name_;
};

}  // namespace

std::vector<Statement> checks_of_copy(const Rebuild& rebuild) { return CopyChecks(rebuild).write(); }

}  // namespace dbtool::dialects::sqlite
