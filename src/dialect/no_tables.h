#pragma once

#include "dbtool/ddl_compiler.h"

namespace dbtool::dialect {

/// For operations that depend on no table.
class NoTables final : public TableSource {
 public:
  [[nodiscard]] const Table* find(const QualifiedName&) override { return nullptr; }
  [[nodiscard]] const Schema& around(const QualifiedName&) override { return nothing_; }

 private:
  Schema nothing_;
};

}  // namespace dbtool::dialect
