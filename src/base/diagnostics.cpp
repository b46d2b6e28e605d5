#include "base/diagnostics.h"

#include <algorithm>
#include <utility>

#include <fmt/core.h>

#include "base/strings.h"

namespace dbtool::base {
namespace {

/// The first one and the twenty in its `more()`: nobody reads on.
constexpr std::size_t kMaxErrors = 21;

std::string_view describe(NodeKind kind) {
  switch (kind) {
    case NodeKind::kNull:
      return "nothing";
    case NodeKind::kBoolean:
      return "a boolean";
    case NodeKind::kInteger:
    case NodeKind::kReal:
      return "a number";
    case NodeKind::kString:
      return "a text";
    case NodeKind::kSequence:
      return "a list";
    case NodeKind::kMapping:
      return "a mapping";
  }
  return "something else";
}

}  // namespace

Diagnostics::Diagnostics(std::string file, ErrorCode code) : file_(std::move(file)), code_(code) {}

Location Diagnostics::location(Mark mark) const {
  return {.file = file_, .line = mark.line, .column = mark.column};
}

void Diagnostics::add(Mark mark, std::string message, std::string hint) {
  add(Error(code_, std::move(message)).with_hint(std::move(hint)), mark);
}

void Diagnostics::add(Error error, Mark mark) {
  if (errors_.size() == kMaxErrors) return;
  const std::vector<Error> more = error.more();
  errors_.push_back(std::move(error).at(location(mark)).with_more({}));
  for (const Error& other : more) add(other, mark);
}

void Diagnostics::throw_if_any() const {
  if (errors_.empty()) return;
  throw Error(errors_.front()).with_more({errors_.begin() + 1, errors_.end()});
}

MappingReader::MappingReader(const Node& node, std::string what, Diagnostics& diagnostics)
    : node_(node), what_(std::move(what)), diagnostics_(diagnostics) {
  if (node.is_mapping()) return;
  diagnostics_.add(node.mark(),
                   fmt::format("{} has to be a mapping of keys, not {}", what_, describe(node.kind())));
}

const Node* MappingReader::optional(std::string_view key) {
  asked_.emplace_back(key);
  return node_.find(key);
}

const Node* MappingReader::require(std::string_view key) {
  const Node* value = optional(key);
  if (value != nullptr && !value->is_null()) return value;
  if (node_.is_mapping()) diagnostics_.add(node_.mark(), fmt::format("{} needs '{}'", what_, key));
  return nullptr;
}

std::string MappingReader::text_of(const Node* value, std::string_view key, std::string fallback) {
  if (value == nullptr || value->is_null()) return fallback;
  if (value->is_scalar()) return value->text();
  complain(*value, key, "a text");
  return fallback;
}

std::string MappingReader::text(std::string_view key, std::string fallback) {
  return text_of(optional(key), key, std::move(fallback));
}

std::string MappingReader::required_text(std::string_view key) { return text_of(require(key), key, {}); }

bool MappingReader::boolean(std::string_view key, bool fallback) {
  const Node* value = optional(key);
  if (value == nullptr || value->is_null()) return fallback;
  if (value->kind() == NodeKind::kBoolean) return value->as_boolean();
  complain(*value, key, "true or false");
  return fallback;
}

std::vector<std::string> MappingReader::texts(std::string_view key) {
  const Node* value = optional(key);
  if (value == nullptr || value->is_null()) return {};
  if (value->is_scalar()) return {value->text()};
  std::vector<std::string> result;
  if (value->is_mapping()) complain(*value, key, "a list of texts");
  for (const Node& item : value->items()) {
    if (item.is_scalar() && !item.is_null()) {
      result.push_back(item.text());
    } else {
      complain(item, key, "a list of texts");
    }
  }
  return result;
}

void MappingReader::complain(const Node& value, std::string_view key, std::string_view wanted) {
  diagnostics_.add(value.mark(), fmt::format("'{}' of {} has to be {}, not {}", key, what_, wanted,
                                             describe(value.kind())));
}

void MappingReader::finish() {
  for (const NodeEntry& entry : node_.entries()) {
    if (std::find(asked_.begin(), asked_.end(), entry.key) != asked_.end()) continue;
    const std::string suggestion = did_you_mean(entry.key, asked_);
    diagnostics_.add(
        entry.key_mark, fmt::format("unknown key '{}' in {}{}", entry.key, what_, suggestion),
        suggestion.empty() ? fmt::format("the keys of {} are {}", what_, join(asked_, ", ")) : std::string());
  }
}

std::string did_you_mean(std::string_view word, std::span<const std::string> candidates) {
  const std::optional<std::string> found = nearest(word, candidates);
  return found ? fmt::format("; did you mean '{}'?", *found) : std::string();
}

}  // namespace dbtool::base
