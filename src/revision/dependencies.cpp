#include <algorithm>

#include "revision/topology.h"

namespace dbtool::revision {
namespace {

/// One dependency of one revision, numbered as in the lists of DeclaredLinks::dependencies laid end to end.
struct Use {
  RevisionIndex dependency;
  RevisionIndex user;
  std::uint32_t number;
};

/// Finds the dependencies that are inherited. Up to 64 of them share one walk over the part of the history
/// that uses them, each as one bit: what a revision has or inherits, its children inherit.
class InheritanceWalk {
 public:
  InheritanceWalk(const DeclaredLinks& links, std::span<const RevisionIndex> order)
      : links_(links), order_(order), place_(order.size()), passed_on_(order.size()) {
    for (std::uint32_t place = 0; place < order.size(); ++place) place_[order[place]] = place;
  }

  /// `uses` are those of at most 64 dependencies, side by side. Sets what is inherited by its number.
  void mark(std::span<const Use> uses, std::vector<bool>& is_inherited) {
    std::uint32_t first = place_[uses.front().user];
    std::uint32_t last = first;
    for (const Use& use : uses) {
      first = std::min(first, place_[use.user]);
      last = std::max(last, place_[use.user]);
    }
    std::fill(passed_on_.begin() + first, passed_on_.begin() + last + 1, 0);
    for_each_bit(uses, [&](const Use& use, std::uint64_t bit) { passed_on_[place_[use.user]] |= bit; });
    for (std::uint32_t place = first; place <= last; ++place) passed_on_[place] |= inherited(place, first);
    for_each_bit(uses, [&](const Use& use, std::uint64_t bit) {
      if ((inherited(place_[use.user], first) & bit) != 0) is_inherited[use.number] = true;
    });
  }

 private:
  template <typename Visit>
  static void for_each_bit(std::span<const Use> uses, Visit visit) {
    std::uint64_t bit = 1;
    RevisionIndex dependency = uses.front().dependency;
    for (const Use& use : uses) {
      if (use.dependency != dependency) bit <<= 1U;
      dependency = use.dependency;
      visit(use, bit);
    }
  }

  [[nodiscard]] std::uint64_t inherited(std::uint32_t place, std::uint32_t first) const {
    std::uint64_t bits = 0;
    for (const RevisionIndex parent : links_.parents[order_[place]]) {
      if (place_[parent] >= first) bits |= passed_on_[place_[parent]];
    }
    return bits;
  }

  const DeclaredLinks& links_;
  std::span<const RevisionIndex> order_;
  std::vector<std::uint32_t> place_;      // of a revision in order_
  std::vector<std::uint64_t> passed_on_;  // by place
};

/// The uses of dependencies that several revisions have, side by side: no other can be inherited.
std::vector<Use> shared_uses(const RevisionLinks& dependencies) {
  std::vector<Use> uses;
  std::vector<std::uint32_t> users(dependencies.size());
  std::uint32_t number = 0;
  for (RevisionIndex user = 0; user < dependencies.size(); ++user) {
    for (const RevisionIndex dependency : dependencies[user]) {
      ++users[dependency];
      uses.push_back({dependency, user, number++});
    }
  }
  std::erase_if(uses, [&](const Use& use) { return users[use.dependency] < 2; });
  std::stable_sort(uses.begin(), uses.end(),
                   [](const Use& a, const Use& b) { return a.dependency < b.dependency; });
  return uses;
}

std::vector<bool> find_inherited(const DeclaredLinks& links, std::span<const RevisionIndex> order,
                                 std::span<const Use> uses, std::size_t count) {
  std::vector<bool> is_inherited(count);
  InheritanceWalk walk(links, order);
  std::size_t begin = 0;
  int dependencies = 0;
  for (std::size_t i = 0; i < uses.size(); ++i) {
    if (i + 1 < uses.size() && uses[i + 1].dependency == uses[i].dependency) continue;
    if (++dependencies < 64 && i + 1 < uses.size()) continue;
    walk.mark(uses.subspan(begin, i + 1 - begin), is_inherited);
    begin = i + 1;
    dependencies = 0;
  }
  return is_inherited;
}

}  // namespace

RevisionLinks without_inherited(const DeclaredLinks& links, std::span<const RevisionIndex> order) {
  const std::vector<Use> uses = shared_uses(links.dependencies);
  if (uses.empty()) return links.dependencies;
  std::size_t count = 0;
  for (RevisionIndex revision = 0; revision < order.size(); ++revision)
    count += links.dependencies[revision].size();
  const std::vector<bool> is_inherited = find_inherited(links, order, uses, count);
  RevisionLinks result(order.size());
  std::size_t number = 0;
  for (RevisionIndex revision = 0; revision < order.size(); ++revision) {
    for (const RevisionIndex dependency : links.dependencies[revision]) {
      if (!is_inherited[number++]) result.add(dependency);
    }
    result.end_list();
  }
  return result;
}

}  // namespace dbtool::revision
