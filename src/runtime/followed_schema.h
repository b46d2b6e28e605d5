#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "dbtool/dialect.h"
#include "dbtool/operation.h"
#include "dbtool/schema.h"

namespace dbtool::runtime {

/// Whether a table that may have become otherwise than operations tell still passes for known.
enum class WhenInDoubt {
  kGoOn,    ///< a database will show
  kForget,  ///< no database will be asked: it is listed in Schema::unreadable
};

/// A schema on its way through operations that are not run, as far as those can be followed. One that works
/// on what raw SQL made is passed over, so whoever asks for that table finds none. In doubt are tables that
/// raw SQL or a program may have changed, and those with a trigger that mentions what was renamed: engines
/// rename it there too.
class FollowedSchema {
 public:
  /// The dialect must outlive it.
  FollowedSchema(const Dialect& dialect, WhenInDoubt when_in_doubt, Schema start = {})
      : dialect_(dialect), when_in_doubt_(when_in_doubt), schema_(std::move(start)) {}

  /// Throws what apply() throws, but for Error{kScript}.
  void apply(const Operation& operation);
  [[nodiscard]] const Schema& schema() const noexcept { return schema_; }
  [[nodiscard]] Schema take() && { return std::move(schema_); }

 private:
  void forget_table_of(const Operation& operation);
  [[nodiscard]] bool uses_enum(const Table& table, const EnumType& type) const;
  [[nodiscard]] bool uses_enum_elsewhere(const EnumType& type) const;
  void apply_with_enums(const Operation& operation);
  void add_enums_of(const Table& table);
  void look_at_sql(const std::string& script);
  void look_at_statement(std::string_view statement);
  /// In doubt is every table that `is_meant` says yes to.
  template <class IsMeant>
  void forget(const std::string& reason, IsMeant is_meant);

  const Dialect& dialect_;
  WhenInDoubt when_in_doubt_;
  Schema schema_;
};

}  // namespace dbtool::runtime
