#pragma once

#include <optional>
#include <string_view>

#include "dbtool/schema.h"

namespace dbtool {

/// What an engine holds to be the same. The difference of two schemas asks it about each pair.
class TypeSystem {
 public:
  virtual ~TypeSystem() = default;

  /// True if a column of type `declared` comes back from the engine as `inspected`.
  [[nodiscard]] virtual bool same_type(const DataType& inspected, const DataType& declared) const = 0;
  /// The same for a column's default (both may be missing), given the column as it is declared.
  [[nodiscard]] virtual bool same_default(const std::optional<ServerDefault>& inspected,
                                          const Column& declared) const = 0;
  /// The same for an expression: a CHECK, a generated column, an index's WHERE.
  [[nodiscard]] virtual bool same_expression(std::string_view inspected, std::string_view declared) const = 0;
  /// The same for an option of a table or a column that only this engine has; `false` is one that is not set.
  [[nodiscard]] virtual bool same_option(std::string_view /*name*/, std::string_view inspected,
                                         std::string_view declared) const {
    return inspected == declared;
  }
  /// The same for the collation of a column of a table, which is as it was inspected; empty is the default.
  [[nodiscard]] virtual bool same_collation(std::string_view inspected, std::string_view declared,
                                            const Table& table) const;
};

}  // namespace dbtool
