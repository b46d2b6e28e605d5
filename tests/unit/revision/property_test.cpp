#include <set>

#include "dbtool/version_rows.h"
#include "unit/revision/graph_support.h"
#include "unit/revision/random_graph.h"

namespace dbtool::test {
namespace {

using Ids = std::set<RevisionId>;

/// The applied revisions as a plain set, changed by the meaning of each step and nothing else.
class Applied {
 public:
  explicit Applied(const RevisionGraph& g) : g_(g) {}

  void apply(const RevisionStep& step) {
    const RevisionIndex revision = g_.find(step.revision).value();
    if (step.kind == StepKind::kUpgrade) {
      for (const RevisionIndex parent : g_.all_parents(revision)) ASSERT_TRUE(has(parent)) << to_string(step);
      ASSERT_TRUE(ids_.insert(step.revision).second) << to_string(step);
    } else {
      for (const RevisionIndex child : g_.all_children(revision)) ASSERT_FALSE(has(child)) << to_string(step);
      ASSERT_EQ(ids_.erase(step.revision), 1U) << to_string(step);
    }
  }

  [[nodiscard]] Ids maximal() const {
    Ids result;
    for (const RevisionId& id : ids_) {
      const auto children = g_.all_children(g_.find(id).value());
      if (std::none_of(children.begin(), children.end(), [&](RevisionIndex child) { return has(child); })) {
        result.insert(id);
      }
    }
    return result;
  }
  [[nodiscard]] std::size_t size() const { return ids_.size(); }

 private:
  [[nodiscard]] bool has(RevisionIndex revision) const { return ids_.contains(g_.id(revision)); }

  const RevisionGraph& g_;
  Ids ids_;
};

/// What the statements of a step do to a table.
void execute(const std::vector<RowChange>& changes, Ids& table) {
  for (const RowChange& change : changes) {
    if (change.action != RowAction::kInsert) {
      ASSERT_EQ(table.erase(change.old_id), 1U) << change.old_id;
    }
    if (change.action != RowAction::kRemove) {
      ASSERT_TRUE(table.insert(change.new_id).second) << change.new_id;
    }
  }
}

/// A database that is migrated by plans, and checked at every step.
class Database {
 public:
  explicit Database(const RevisionGraph& g) : applied_(g), rows_(g, {}) {}

  void run(const RevisionPlan& plan) {
    for (const RevisionStep& step : plan.steps) {
      applied_.apply(step);
      execute(rows_.apply(step), table_);
      ASSERT_EQ(table_, applied_.maximal()) << to_string(step);
      const std::vector<RevisionId> rows = rows_.rows();
      ASSERT_EQ(Ids(rows.begin(), rows.end()), table_);
    }
  }
  [[nodiscard]] std::vector<RevisionId> rows() const { return rows_.rows(); }
  [[nodiscard]] std::size_t applied() const { return applied_.size(); }

 private:
  Applied applied_;
  VersionRows rows_;
  Ids table_;
};

TEST(MigrationPropertyTest, UpAndDownAgainLeavesNothing) {
  RandomHistory random(11);
  for (int round = 0; round < 2000; ++round) {
    const RevisionGraph g{random.next()};
    Database database(g);
    database.run(plan_upgrade(g, {}, "heads"));
    ASSERT_EQ(database.applied(), g.size());
    ASSERT_EQ(database.rows().size(), g.real_heads().size());
    database.run(plan_downgrade(g, database.rows(), "base"));
    ASSERT_EQ(database.rows(), std::vector<RevisionId>());
    ASSERT_FALSE(HasFatalFailure()) << "round " << round;
  }
}

TEST(MigrationPropertyTest, AnyWalkKeepsTheRowsMaximal) {
  RandomHistory random(12);
  int downgrades = 0;
  for (int round = 0; round < 2000; ++round) {
    const RevisionGraph g{random.next()};
    Database database(g);
    for (int command = 0; command < 10; ++command) {
      const std::string target = g.id(random.below(static_cast<unsigned>(g.size())));
      if (random.below(2) == 0) {
        database.run(plan_upgrade(g, database.rows(), target));
      } else {
        try {
          database.run(plan_downgrade(g, database.rows(), target));
          ++downgrades;
        } catch (const Error& error) {
          ASSERT_THAT(error.message(), testing::HasSubstr("is not a valid downgrade target"));
        }
      }
      ASSERT_FALSE(HasFatalFailure()) << "round " << round;
    }
  }
  EXPECT_GT(downgrades, 1000);
}

TEST(MigrationPropertyTest, StampedRowsAreWhatWasAsked) {
  RandomHistory random(13);
  for (int round = 0; round < 2000; ++round) {
    const RevisionGraph g{random.next()};
    VersionRows rows(g, {});
    for (int command = 0; command < 5; ++command) {
      const std::string target = g.id(random.below(static_cast<unsigned>(g.size())));
      Ids table;
      for (const RevisionId& row : rows.rows()) table.insert(row);
      for (const RevisionStep& step : plan_stamp(g, rows.rows(), std::vector{target}).steps) {
        execute(rows.apply(step), table);
      }
      ASSERT_TRUE(table.contains(target)) << "round " << round;
      // Neither of two rows includes the other: the next upgrade takes them.
      ASSERT_NO_THROW((void)plan_upgrade(g, rows.rows(), "heads")) << "round " << round;
    }
  }
}

TEST(MigrationPropertyTest, NoTargetCrashes) {
  RandomHistory random(14);
  const std::vector<std::string> parts = {
      "",  "head", "heads",  "base",  "@",      "+1",      "-1", "+0",   "-9",
      ":", "r1",   "r10xyz", "label", "label3", "current", ",",  "\xff", "+99999999999999999999"};
  const auto tolerate = [](auto run) {
    try {
      run();
    } catch (const Error&) {
    }
  };
  for (int round = 0; round < 3000; ++round) {
    const RevisionGraph g{random.next()};
    const std::vector<RevisionId> rows = {g.id(0)};
    std::string target;
    for (unsigned i = 0, n = 1 + random.below(4); i < n; ++i)
      target += parts[random.below(static_cast<unsigned>(parts.size()))];
    tolerate([&] { (void)plan_upgrade(g, rows, target); });
    tolerate([&] { (void)plan_downgrade(g, rows, target); });
    tolerate([&] { (void)plan_stamp(g, rows, std::vector{target}); });
    tolerate([&] { (void)history(g, parse_history_range(target), rows); });
    tolerate([&] { (void)resolve_revision(g, target); });
  }
}

}  // namespace
}  // namespace dbtool::test
