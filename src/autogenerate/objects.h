#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "autogenerate/comparison.h"

namespace dbtool::autogenerate {

/// One kind of named objects on both sides.
template <class T>
struct Objects {
  struct Pair {
    const T* is = nullptr;
    const T* wanted = nullptr;
  };
  /// Those that the models have, in their order, then the others. One side may be missing.
  std::vector<Pair> pairs;
  /// False: the models say nothing of this kind, so that what is there stays.
  bool is_managed = false;
};

/// What has to be done to enums, types, sequences and functions, before and after the tables that are made of
/// them change. Kinds that the engine does not keep, or that the models do not use at all, are left alone. An
/// enum that a column of the models spells out is one of theirs; one that no column is of any more goes with
/// the last of them. All must outlive it.
class NamedObjects {
 public:
  NamedObjects(const Comparison& comparison, const Schema& database, const Schema& models);

  /// Creates and changes what tables are made of: enums, types, sequences, functions that they call.
  void prepare();
  /// Creates and replaces the other functions: the tables that they are about are there now.
  void create_functions();
  /// Drops what the models have not. This comes last, into a list of its own.
  void clean_up(const Comparison& into);

 private:
  void compare_enum(const EnumType& is, const EnumType& wanted);
  void compare_type(const NamedType& is, const NamedType& wanted);
  void create_or_replace(const Objects<Function>::Pair& function);
  [[nodiscard]] bool is_left_over(const EnumType& type) const;

  const Comparison& comparison_;
  std::vector<EnumType> known_enums_;  ///< of the database, those that only a column tells of too
  std::map<QualifiedName, EnumType> wanted_enums_;
  std::set<QualifiedName> used_enums_;  ///< by columns of the database
  Objects<EnumType> enums_;
  Objects<NamedType> types_;
  Objects<Sequence> sequences_;
  Objects<Function> functions_;
  std::vector<Objects<Function>::Pair> wanted_functions_;  ///< each after those that it calls
  std::set<const Function*> called_by_tables_;
};

}  // namespace dbtool::autogenerate
