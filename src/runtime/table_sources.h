#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "dbtool/ddl_compiler.h"
#include "dbtool/dialect.h"
#include "dbtool/schema.h"
#include "runtime/followed_schema.h"

namespace dbtool::runtime {

/// Tables as the database has them at this moment. Both must outlive it.
class InspectedTables : public TableSource {
 public:
  InspectedTables(Inspector& inspector, const DialectTraits& traits)
      : inspector_(inspector), traits_(traits) {}
  [[nodiscard]] const Table* find(const QualifiedName& name) override;
  [[nodiscard]] const Schema& around(const QualifiedName& name) override;
  /// Only of enums, and asks nothing where the database has none.
  [[nodiscard]] std::vector<DataType> column_types(const QualifiedName& name) override;
  /// Asks the database once, and then follows what is run.
  [[nodiscard]] bool has_enum(const QualifiedName& name) override;
  /// Says that an operation has run.
  void ran(const Operation& operation);
  /// Says that somebody else may have changed the database.
  void forget() { enums_.reset(); }

 private:
  [[nodiscard]] const std::set<std::string>& enums();

  Inspector& inspector_;
  const DialectTraits& traits_;
  Schema found_;
  std::optional<std::set<std::string>> enums_;  ///< all that there are; unset: not known
};

/// Tables as a schema has them after operations that were not run: offline, and for plans. Nothing is done
/// until somebody asks, which most engines' statements never make anybody do.
class ReplayedTables : public TableSource {
 public:
  /// `start` makes the schema that the operations begin with. The dialect must outlive it.
  ReplayedTables(const Dialect& dialect, WhenInDoubt when_in_doubt, std::function<Schema()> start)
      : dialect_(dialect), when_in_doubt_(when_in_doubt), start_(std::move(start)) {}

  /// Says that an operation has run.
  void ran(const Operation& operation) { pending_.push_back(operation); }
  [[nodiscard]] const Table* find(const QualifiedName& name) override;
  [[nodiscard]] const Schema& around(const QualifiedName& name) override;
  [[nodiscard]] bool has_enum(const QualifiedName& name) override;

 private:
  /// All that is known.
  const Schema& all();

  const Dialect& dialect_;
  WhenInDoubt when_in_doubt_;
  std::function<Schema()> start_;
  std::optional<FollowedSchema> schema_;
  std::vector<Operation> pending_;
  Schema around_;
};

}  // namespace dbtool::runtime
