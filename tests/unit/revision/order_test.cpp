#include "revision/order.h"

#include <set>

#include "unit/revision/graph_support.h"
#include "unit/revision/random_graph.h"

namespace dbtool::test {
namespace {

using revision::NodeSet;
using testing::ElementsAre;

using Set = std::set<RevisionIndex>;

Set ancestors_of(const RevisionGraph& g, RevisionIndex start) {
  Set seen;
  std::vector<RevisionIndex> todo = {start};
  while (!todo.empty()) {
    const RevisionIndex revision = todo.back();
    todo.pop_back();
    if (!seen.insert(revision).second) continue;
    for (const RevisionIndex parent : g.all_parents(revision)) todo.push_back(parent);
  }
  return seen;
}

/// Alembic's topological sort as it stands, with a set of ancestors for each lane.
class AlembicSort {
 public:
  AlembicSort(const RevisionGraph& g, Set todo, const Set& starts) : g_(g), todo_(std::move(todo)) {
    for (const RevisionIndex start : starts) {
      if (todo_.contains(start)) add_lane(start);
    }
  }

  std::vector<RevisionIndex> sort() {
    while (!lanes_.empty()) {
      if (const auto j = lane_above()) {
        i_ = *j;
      } else {
        emit();
      }
    }
    return output_;
  }
  [[nodiscard]] bool is_complete() const { return todo_.empty(); }

 private:
  void add_lane(RevisionIndex revision) {
    lanes_.push_back(revision);
    above_.push_back(ancestors_of(g_, revision));
  }

  [[nodiscard]] std::optional<std::size_t> lane_above() const {
    for (std::size_t j = 0; j < lanes_.size(); ++j) {
      if (j != i_ && above_[j].contains(lanes_[i_])) return j;
    }
    return std::nullopt;
  }

  void emit() {
    const RevisionIndex c = lanes_[i_];
    if (todo_.erase(c) > 0) output_.push_back(c);
    std::vector<RevisionIndex> next;
    for (const RevisionIndex d : g_.all_parents(c)) {
      if (todo_.contains(d) && std::find(lanes_.begin(), lanes_.end(), d) == lanes_.end()) next.push_back(d);
    }
    const bool is_plain = g_.all_parents(c).size() == 1 && g_.parents(c).size() == 1;
    if (next.empty()) {
      lanes_.erase(lanes_.begin() + static_cast<std::ptrdiff_t>(i_));
      above_.erase(above_.begin() + static_cast<std::ptrdiff_t>(i_));
      if (i_ > 0) --i_;
      return;
    }
    lanes_[i_] = next.front();
    if (is_plain) {
      above_[i_].erase(c);
      return;
    }
    above_[i_] = ancestors_of(g_, next.front());
    for (std::size_t k = 1; k < next.size(); ++k) add_lane(next[k]);
  }

  const RevisionGraph& g_;
  Set todo_;
  std::vector<RevisionIndex> lanes_;
  std::vector<Set> above_;
  std::size_t i_ = 0;
  std::vector<RevisionIndex> output_;
};

std::vector<RevisionIndex> sorted(const RevisionGraph& g, const Set& run, const Set& starts) {
  NodeSet nodes(g.size());
  for (const RevisionIndex revision : run) nodes.insert(revision);
  return revision::newest_first(g, nodes, std::vector<RevisionIndex>(starts.begin(), starts.end()));
}

Set random_revisions(RandomHistory& random, std::size_t size) {
  Set result;
  for (unsigned i = 0, count = 1 + random.below(3); i < count; ++i) {
    result.insert(random.below(static_cast<unsigned>(size)));
  }
  return result;
}

TEST(OrderTest, IsAlembicsForWholeHistories) {
  RandomHistory random(1);
  for (int round = 0; round < 4000; ++round) {
    const RevisionGraph g{random.next()};
    Set all;
    for (RevisionIndex revision = 0; revision < g.size(); ++revision) all.insert(revision);
    const Set starts(g.real_heads().begin(), g.real_heads().end());
    ASSERT_EQ(ids(g, sorted(g, all, starts)), ids(g, AlembicSort(g, all, starts).sort()))
        << "round " << round;
  }
}

TEST(OrderTest, IsAlembicsForWhatIsMissing) {
  RandomHistory random(2);
  for (int round = 0; round < 4000; ++round) {
    const RevisionGraph g{random.next()};
    const Set targets = random_revisions(random, g.size());
    Set run;
    for (const RevisionIndex target : targets) run.merge(ancestors_of(g, target));
    for (const RevisionIndex row : random_revisions(random, g.size())) {
      for (const RevisionIndex applied : ancestors_of(g, row)) run.erase(applied);
    }
    ASSERT_EQ(ids(g, sorted(g, run, targets)), ids(g, AlembicSort(g, run, targets).sort()))
        << "round " << round;
  }
}

/// Parts of a history may be joined by what is not in them: there Alembic sorts, or fails an assertion.
TEST(OrderTest, IsAlembicsForPartsOfAHistory) {
  RandomHistory random(3);
  int compared = 0;
  for (int round = 0; round < 20'000; ++round) {
    const RevisionGraph g{random.next()};
    const Set starts(g.real_heads().begin(), g.real_heads().end());
    Set run;
    for (RevisionIndex revision = 0; revision < g.size(); ++revision) {
      if (random.below(4) != 0) run.insert(revision);
    }
    AlembicSort alembic(g, run, starts);
    const std::vector<RevisionIndex> want = alembic.sort();
    const std::vector<RevisionIndex> got = sorted(g, run, starts);
    ASSERT_EQ(got.size(), run.size()) << "round " << round;
    if (!alembic.is_complete()) continue;
    ++compared;
    ASSERT_EQ(ids(g, got), ids(g, want)) << "round " << round;
  }
  EXPECT_GT(compared, 1000);
}

TEST(OrderTest, IsLinearInPractice) {
  // One merge of 1000 lines of 50 revisions, all from one base: quadratic if lanes keep their ancestors.
  std::vector<Revision> all = {{.id = "base"}};
  Revision merge{.id = "merge"};
  for (int line = 0; line < 1000; ++line) {
    std::string below = "base";
    for (int i = 0; i < 50; ++i) {
      all.push_back({.id = "l" + std::to_string(line) + "_" + std::to_string(i), .down_revisions = {below}});
      below = all.back().id;
    }
    merge.down_revisions.push_back(below);
  }
  all.push_back(std::move(merge));
  const RevisionGraph g{std::move(all)};
  const std::vector<RevisionIndex> order = history(g);
  ASSERT_EQ(order.size(), g.size());
  EXPECT_EQ(g.id(order[1]), "l0_49");
  EXPECT_EQ(g.id(order.back()), "base");
}

}  // namespace
}  // namespace dbtool::test
