#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "dbtool/ddl_compiler.h"
#include "dbtool/dialect.h"
#include "dbtool/schema.h"

namespace dbtool::runtime {

/// Tables as the database has them at this moment. Both must outlive it.
class InspectedTables : public TableSource {
 public:
  InspectedTables(Inspector& inspector, const DialectTraits& traits)
      : inspector_(inspector), traits_(traits) {}
  [[nodiscard]] const Table* find(const QualifiedName& name) override;
  [[nodiscard]] const Schema& around(const QualifiedName& name) override;

 private:
  Inspector& inspector_;
  const DialectTraits& traits_;
  Schema found_;
};

/// Does to a schema what an operation does, as far as that can be followed: one that works on what raw SQL
/// made is passed over, so whoever asks for that table finds none.
void apply_if_it_fits(const Operation& operation, Schema& schema);

/// Tables as a schema has them after operations that were not run: offline, and for plans. Nothing is done
/// until somebody asks, which most engines' statements never make anybody do.
class ReplayedTables : public TableSource {
 public:
  /// `start` makes the schema that the operations begin with.
  explicit ReplayedTables(std::function<Schema()> start) : start_(std::move(start)) {}

  /// Says that an operation has run.
  void ran(const Operation& operation) { pending_.push_back(operation); }
  [[nodiscard]] const Table* find(const QualifiedName& name) override;
  /// All that is known.
  [[nodiscard]] const Schema& around(const QualifiedName& name) override;

 private:
  std::function<Schema()> start_;
  std::optional<Schema> schema_;
  std::vector<Operation> pending_;
};

}  // namespace dbtool::runtime
