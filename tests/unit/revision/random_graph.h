#pragma once

#include <algorithm>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "dbtool/revision_graph.h"

namespace dbtool::test {

/// Small random histories: several bases, branches, merges of two or three, dependencies by id or by
/// label, in shuffled load order. The same seed makes the same history everywhere.
class RandomHistory {
 public:
  explicit RandomHistory(unsigned seed) : random_(seed) {}

  std::vector<Revision> next() {
    const unsigned size = 1 + below(30);
    std::vector<Revision> made;
    for (unsigned i = 0; i < size; ++i) made.push_back(revision(made));
    for (std::size_t i = made.size(); i > 1; --i)
      std::swap(made[i - 1], made[below(static_cast<unsigned>(i))]);
    return made;
  }

  /// Less than `limit`. (std::uniform_int_distribution differs between libraries.)
  unsigned below(unsigned limit) { return static_cast<unsigned>(random_() % limit); }

 private:
  Revision revision(const std::vector<Revision>& made) {
    Revision result{.id = "r" + std::to_string(made.size()) + "xyz"};
    const auto count = static_cast<unsigned>(made.size());
    if (count == 0) return result;
    const unsigned parents = below(8) == 0 ? 0 : below(4) == 0 ? 2 + below(2) : 1;
    for (unsigned i = 0; i < parents; ++i) {
      // Mostly recent ones: long lines with branches.
      add(result.down_revisions,
          made[below(3) == 0 ? below(count) : count - 1 - below(std::min(count, 3U))].id);
    }
    if (below(4) == 0) {
      for (unsigned i = 0, deps = 1 + below(3); i < deps; ++i) {
        const Revision& other = made[below(count)];
        add(result.depends_on, other.branch_labels.empty() ? other.id : other.branch_labels.front());
      }
    }
    if (below(6) == 0) result.branch_labels = {"label" + std::to_string(count)};
    return result;
  }

  static void add(std::vector<std::string>& list, const std::string& name) {
    if (std::find(list.begin(), list.end(), name) == list.end()) list.push_back(name);
  }

  std::mt19937 random_;
};

}  // namespace dbtool::test
