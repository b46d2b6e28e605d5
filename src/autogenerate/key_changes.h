#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "autogenerate/comparison.h"

namespace dbtool::autogenerate {

/// Changes of indexes and constraints, gathered so that they come out by kind of change and then by name,
/// whatever they are changes of.
class KeyChanges {
 public:
  void remove(std::string_view name, std::string finding, OperationVariant drop);
  void change(std::string_view name, std::string finding, OperationVariant drop, OperationVariant create);
  void add(std::string_view name, std::string finding, OperationVariant create);

  /// Hands everything over: removed, changed, added, each by name, the unnamed last.
  void emit(const Comparison& comparison);

 private:
  struct Change {
    std::string name;
    std::string finding;
    std::vector<OperationVariant> operations;
  };

  static void emit(std::vector<Change>& changes, const Comparison& comparison);

  std::vector<Change> removed_;
  std::vector<Change> changed_;
  std::vector<Change> added_;
};

}  // namespace dbtool::autogenerate
