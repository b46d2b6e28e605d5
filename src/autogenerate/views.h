#pragma once

#include <set>
#include <vector>

#include "autogenerate/comparison.h"
#include "autogenerate/touched_tables.h"

namespace dbtool::autogenerate {

/// What has to be done to views and triggers, before and after the tables under them change. Kinds that the
/// models do not use at all are left alone, but for triggers whose table or view goes: those of a table that
/// is dropped are dropped by themselves, so that the way back can make them again; those of a view that has
/// to be made again are made again too. All must outlive it.
class ViewsAndTriggers {
 public:
  /// `tables` is what happens to the tables.
  ViewsAndTriggers(const Comparison& comparison, const Schema& database, const Schema& models,
                   std::span<const Operation> tables);

  /// Drops what the models have not, what cannot be replaced, and what has to make way for a change of a
  /// table; and what reads such views. Those that read others come first.
  void drop();
  /// Creates and replaces views, each after those that it reads, then triggers.
  void create();

 private:
  void find_other_columns(const TouchedTables& touched);
  [[nodiscard]] bool stays_the_same(const View& is, const View& wanted) const;
  void choose_views(std::span<const Operation> tables);
  void choose_triggers(std::span<const Operation> tables);

  const Comparison& comparison_;
  bool manages_triggers_ = false;
  std::vector<const View*> views_;  ///< of the database, those that are read first
  std::vector<const View*> wanted_views_;
  std::vector<const Trigger*> triggers_;
  std::vector<const Trigger*> wanted_triggers_;
  /// Of the models: they take all columns of what gets others, and are as yet what they should be.
  std::set<const View*> other_columns_;
  std::set<const View*> old_views_;  ///< to drop
  std::set<const Trigger*> old_triggers_;
};

}  // namespace dbtool::autogenerate
