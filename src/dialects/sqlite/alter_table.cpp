#include "dialects/sqlite/alter_table.h"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include "dialects/sqlite/ddl.h"
#include "dialects/sqlite/names.h"
#include "dialects/sqlite/syntax.h"
#include "dialects/sqlite/types.h"
#include "ops/find.h"
#include "ops/sql_words.h"

namespace dbtool::dialects::sqlite {

namespace {

using Obstacle = std::optional<std::string>;

bool contains(const std::vector<std::string>& names, std::string_view name) {
  return std::ranges::any_of(names, [&](const std::string& each) { return same_name(each, name); });
}

/// The operations one by one: one overload for each that alters a table.
class ObstacleFinder {
 public:
  ObstacleFinder(const AlterTable& alter, const Table* table) : alter_(alter), table_(table) {}

  template <class Op>
  Obstacle find(const Op&) const {
    return std::nullopt;  // no alteration
  }

  Obstacle find(const ops::AddColumn& op) const {
    const Column& column = op.column.column;
    if (op.if_not_exists && table_ != nullptr && find_column(*table_, column.name) != nullptr)
      return std::nullopt;
    const std::string_view reason = reason_against(op.column);
    if (reason.empty()) return std::nullopt;
    return fmt::format("add column '{}' ({})", column.name, reason);
  }

  Obstacle find(const ops::AlterColumn& op) const {
    const Column* column = table_ == nullptr ? nullptr : find_column(*table_, op.column);
    const bool same_type = column != nullptr && op.type && type_sql(column->type) == type_sql(*op.type) &&
                           op.using_expression.empty();
    if (op.type && !same_type) return fmt::format("change the type of column '{}'", op.column);
    if (op.server_default) return fmt::format("change the default of column '{}'", op.column);
    if (op.collation) return fmt::format("change the collation of column '{}'", op.column);
    if (op.options.contains(std::string(kNames.front()))) {
      return fmt::format("change the options of column '{}'", op.column);
    }
    if (op.nullable && !alter_.has_constraints()) {
      return fmt::format("make column '{}' {}", op.column, *op.nullable ? "nullable" : "NOT NULL");
    }
    return std::nullopt;  // a comment and an identity are nothing that SQLite keeps
  }

  Obstacle find(const ops::DropColumn& op) const {
    if (table_ == nullptr) return std::nullopt;
    const Column* column = find_column(*table_, op.column);
    const std::string_view user = column == nullptr ? std::string_view() : user_of(column->name);
    if (user.empty()) return std::nullopt;
    return fmt::format("drop column '{}' ({})", op.column, user);
  }

  Obstacle find(const ops::AlterTableOptions& op) const {
    return op.options.contains(std::string(kNames.front())) ? Obstacle("change its options") : std::nullopt;
  }
  Obstacle find(const ops::CreatePrimaryKey&) const { return "add a primary key"; }
  Obstacle find(const ops::CreateUniqueConstraint&) const { return "add a UNIQUE constraint"; }
  Obstacle find(const ops::CreateForeignKey&) const { return "add a foreign key"; }
  Obstacle find(const ops::CreateCheckConstraint& op) const {
    if (alter_.has_constraints() && !op.constraint.name.empty()) return std::nullopt;
    return "add a CHECK constraint";
  }
  Obstacle find(const ops::DropConstraint& op) const {
    if (alter_.has_constraints() && is_named_check(op)) return std::nullopt;
    return op.name.empty() ? "drop a constraint" : fmt::format("drop constraint '{}'", op.name);
  }

 private:
  /// What keeps ADD COLUMN from adding it; empty: nothing.
  [[nodiscard]] std::string_view reason_against(const ops::ColumnDefinition& added) const {
    const Column& column = added.column;
    if (added.primary_key) return "it is a primary key";
    if (added.unique && !added.index) return "it is UNIQUE";
    if (column.computed) return column.computed->stored.value_or(false) ? "it is generated and stored" : "";
    const std::string value = column.server_default
                                  ? alter_.ddl.default_sql(*column.server_default, column.type)
                                  : std::string("NULL");
    if (!is_constant(value)) return "its default is not constant";
    const bool is_null = same_name(value, "null");
    if (!column.nullable && is_null) return "it is NOT NULL and has no default";
    // So says SQLite, for connections that enforce foreign keys.
    if (added.references && !is_null) return "it references another table and has a default";
    return {};
  }

  /// What keeps DROP COLUMN from taking it away; empty: nothing.
  [[nodiscard]] std::string_view user_of(std::string_view column) const {
    const auto uses = [&](const auto& part) { return ops::uses_column(part, column); };
    if (table_->primary_key && contains(table_->primary_key->columns, column))
      return "the primary key has it";
    if (std::ranges::any_of(table_->uniques, uses)) return "a UNIQUE constraint has it";
    if (std::ranges::any_of(table_->indexes, uses)) return "an index has it";
    if (std::ranges::any_of(table_->checks, uses)) return "a CHECK constraint has it";
    if (std::ranges::any_of(table_->foreign_keys, uses)) return "a foreign key has it";
    const auto computes = [&](const Column& other) {
      return other.computed && ops::any_mentions(other.computed->sql, column);
    };
    if (std::ranges::any_of(table_->columns, computes)) return "a generated column has it";
    return {};
  }

  [[nodiscard]] bool is_named_check(const ops::DropConstraint& op) const {
    if (op.name.empty() || table_ == nullptr) return false;
    return std::ranges::any_of(table_->checks,
                               [&](const CheckConstraint& check) { return same_name(check.name, op.name); });
  }

  const AlterTable& alter_;
  const Table* table_;
};

}  // namespace

std::optional<std::string> AlterTable::obstacle(const Operation& operation, const Table* table) const {
  const ObstacleFinder finder(*this, table);
  return std::visit([&](const auto& op) { return finder.find(op); }, operation.what);
}

}  // namespace dbtool::dialects::sqlite
