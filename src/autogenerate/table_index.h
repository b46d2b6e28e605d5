#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "dbtool/schema.h"

namespace dbtool::autogenerate {

struct QualifiedNameHash {
  std::size_t operator()(const QualifiedName& name) const noexcept {
    const std::hash<std::string_view> hash;
    return hash(name.name) ^ (hash(name.schema) * 31);
  }
};

/// Tables by name, without regard to whether the default schema is spelled out. Refers to the tables that it
/// was given: they must outlive it.
class TableIndex {
 public:
  explicit TableIndex(std::string default_schema) : default_schema_(std::move(default_schema)) {}

  void add(const Table& table);

  /// Null if there is none.
  [[nodiscard]] const Table* find(QualifiedName name) const;
  [[nodiscard]] bool contains(const QualifiedName& name) const { return find(name) != nullptr; }

  /// What a foreign key points at: its own columns, or the primary key of the table that it names.
  [[nodiscard]] const std::vector<std::string>& referenced_columns(const Reference& reference) const;

  /// The name with the default schema left out.
  [[nodiscard]] QualifiedName key(QualifiedName name) const;

 private:
  std::string default_schema_;
  std::unordered_map<QualifiedName, const Table*, QualifiedNameHash> tables_;
};

}  // namespace dbtool::autogenerate
