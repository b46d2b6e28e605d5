#pragma once

#include <string>
#include <string_view>

#include "dbtool/ddl_compiler.h"
#include "dbtool/schema.h"

namespace dbtool::dialect {

/// The statements that make and change Alembic's version table, in Alembic's own words: offline SQL
/// has to match it byte for byte. None has a terminator. Pure.
class VersionTableSql {
 public:
  /// The compiler outlives the value.
  VersionTableSql(QualifiedName name, const DdlCompiler& ddl);

  [[nodiscard]] std::string create() const;
  /// One column, one row for each head.
  [[nodiscard]] std::string select() const;
  [[nodiscard]] std::string insert(std::string_view revision) const;
  [[nodiscard]] std::string update(std::string_view from, std::string_view to) const;
  [[nodiscard]] std::string remove(std::string_view revision) const;
  [[nodiscard]] std::string clear() const;

 private:
  QualifiedName name_;
  const DdlCompiler& ddl_;
  std::string table_;  ///< the name as SQL
};

}  // namespace dbtool::dialect
