#include "schema/decode_context.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/strings.h"

namespace dbtool::schema {
namespace {

constexpr std::size_t kMaxShownBytes = 40;

std::string describe(const base::Node& node) {
  switch (node.kind()) {
    case base::NodeKind::kNull:
      return "nothing";
    case base::NodeKind::kSequence:
      return "a list";
    case base::NodeKind::kMapping:
      return "a mapping";
    default:
      return node.text().size() <= kMaxShownBytes ? fmt::format("'{}'", node.text()) : "a long text";
  }
}

}  // namespace

void Context::complain(base::Mark mark, std::string message, std::string hint) {
  diagnostics_->add(mark, std::move(message), std::move(hint));
}

std::string Context::subject() const {
  if (key_.empty()) return std::string(thing_);
  return thing_.empty() ? fmt::format("'{}'", key_) : fmt::format("'{}' of {}", key_, thing_);
}

void Context::complain_of_kind(const base::Node& node, std::string_view wanted) {
  complain(node.mark(), fmt::format("{} has to be {}, not {}", subject(), wanted, describe(node)));
}

void Context::complain_of_missing_key(const base::Node& node, std::string_view thing, std::string_view key) {
  complain(node.mark(), fmt::format("{} needs '{}'", thing, key));
}

void Context::complain_of_unknown_key(const base::NodeEntry& entry, std::string_view thing,
                                      std::span<const std::string_view> known) {
  const std::vector<std::string> keys(known.begin(), known.end());
  const std::string suggestion = did_you_mean(entry.key, keys);
  complain(entry.key_mark, fmt::format("unknown key '{}' in {}{}", entry.key, thing, suggestion),
           suggestion.empty() ? fmt::format("the keys of {} are {}", thing, base::join(keys, ", "))
                              : std::string());
}

void Context::check_dialect(base::Mark mark, std::string_view name) {
  if (dialects_.empty() || std::find(dialects_.begin(), dialects_.end(), name) != dialects_.end()) return;
  complain(mark, fmt::format("unknown dialect '{}'{}", name, did_you_mean(name, dialects_)),
           fmt::format("known are {}", base::join(dialects_, ", ")));
}

std::string Context::did_you_mean(std::string_view word, std::span<const std::string> candidates) {
  if (suggestions_ == kMaxSuggestions) return {};
  ++suggestions_;
  return base::did_you_mean(word, candidates);
}

}  // namespace dbtool::schema
