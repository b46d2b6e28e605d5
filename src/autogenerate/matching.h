#pragma once

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace dbtool::autogenerate {

/// Texts as one text that no other list of texts gives.
[[nodiscard]] std::string joined_key(std::span<const std::string> parts);

/// The same for texts whose order has no meaning.
[[nodiscard]] std::string joined_set_key(std::vector<std::string> parts);

/// Things by name; of two with one name the first counts. Views into `items`.
template <class T>
[[nodiscard]] std::unordered_map<std::string_view, const T*> by_name(const std::vector<T>& items) {
  std::unordered_map<std::string_view, const T*> names;
  names.reserve(items.size());
  for (const T& item : items) names.emplace(item.name, &item);
  return names;
}

/// Which constraints of one table are the same thing on both sides.
template <class T>
struct Matching {
  std::vector<std::pair<const T*, const T*>> both;  ///< {is, wanted}; alike by name or by signature
  std::vector<const T*> only_is;
  std::vector<const T*> only_wanted;
};

namespace internal {

template <class T>
void match_by_name(std::vector<const T*>& is, std::vector<const T*>& wanted, Matching<T>& matching) {
  std::unordered_map<std::string_view, const T*> names;
  for (const T* item : wanted) {
    if (!item->name.empty()) names.emplace(item->name, item);
  }
  std::unordered_set<const T*> used;
  std::erase_if(is, [&](const T* item) {
    const auto found = names.find(item->name);
    if (found == names.end() || !used.insert(found->second).second) return false;
    matching.both.emplace_back(item, found->second);
    return true;
  });
  std::erase_if(wanted, [&](const T* item) { return used.contains(item); });
}

/// Pairs what does the same where at least one side has no name to go by.
template <class T, class Signature>
void match_by_signature(std::vector<const T*>& is, std::vector<const T*>& wanted, Signature& signature,
                        Matching<T>& matching) {
  struct Candidates {
    std::vector<const T*> named;
    std::vector<const T*> unnamed;
  };
  std::unordered_map<std::string, Candidates> by_signature;
  for (auto item = wanted.rbegin(); item != wanted.rend(); ++item) {  // so that the first is taken first
    Candidates& candidates = by_signature[signature(**item)];
    ((*item)->name.empty() ? candidates.unnamed : candidates.named).push_back(*item);
  }
  std::unordered_set<const T*> used;
  std::erase_if(is, [&](const T* item) {
    const auto found = by_signature.find(signature(*item));
    if (found == by_signature.end()) return false;
    auto& unnamed = found->second.unnamed;
    auto& named = found->second.named;
    auto& from = unnamed.empty() && item->name.empty() ? named : unnamed;
    if (from.empty()) return false;
    matching.both.emplace_back(item, from.back());
    used.insert(from.back());
    from.pop_back();
    return true;
  });
  std::erase_if(wanted, [&](const T* item) { return used.contains(item); });
}

/// Takes out of both rests what has no name and only says once more what a pair says, or, among what is
/// wanted, what another one says: engines drop such doubles, or report them twice, as they like.
template <class T, class Signature>
void drop_doubles(std::vector<const T*>& is, std::vector<const T*>& wanted, Signature& signature,
                  const Matching<T>& matching) {
  // What a pair is now does not count: it may be changed.
  std::unordered_set<std::string> said;
  for (const auto& [item, counterpart] : matching.both) said.insert(signature(*counterpart));
  std::erase_if(is, [&](const T* item) { return item->name.empty() && said.contains(signature(*item)); });
  for (const T* item : wanted) {
    if (!item->name.empty()) said.insert(signature(*item));
  }
  std::erase_if(wanted,
                [&](const T* item) { return item->name.empty() && !said.insert(signature(*item)).second; });
}

}  // namespace internal

/// Matches by name, then, what has no name on one side at least, by signature: a text that is
/// the same for things that do the same. Linear.
template <class T, class Signature>
[[nodiscard]] Matching<T> match(std::vector<const T*> is, std::vector<const T*> wanted, Signature signature) {
  Matching<T> matching;
  internal::match_by_name(is, wanted, matching);
  internal::match_by_signature(is, wanted, signature, matching);
  if (!is.empty() || !wanted.empty()) internal::drop_doubles(is, wanted, signature, matching);
  matching.only_is = std::move(is);
  matching.only_wanted = std::move(wanted);
  return matching;
}

/// The addresses of all items, in order.
template <class T>
[[nodiscard]] std::vector<const T*> pointers(const std::vector<T>& items) {
  std::vector<const T*> all;
  all.reserve(items.size());
  for (const T& item : items) all.push_back(&item);
  return all;
}

}  // namespace dbtool::autogenerate
