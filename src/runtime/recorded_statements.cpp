#include "runtime/recorded_statements.h"

#include <charconv>

#include "base/compress.h"
#include "base/document.h"

namespace dbtool::runtime {
namespace {

/// What no engine's limit of a statement stands in the way of.
constexpr std::size_t kMostBytes = 1U << 20U;
constexpr std::string_view kFile = "the journal";

std::int64_t integer(const base::Node& node, std::string_view key) {
  std::int64_t number = 0;
  if (const base::Node* value = node.find(key)) {
    const std::string& text = value->text();
    std::from_chars(text.data(), text.data() + text.size(), number);
  }
  return number;
}

std::string text(const base::Node& node, std::string_view key) {
  const base::Node* value = node.find(key);
  return value == nullptr ? std::string() : value->text();
}

}  // namespace

std::string record_statements(std::span<const Statement> statements) {
  base::Node list = base::Node::sequence();
  std::size_t bytes = 0;
  for (const Statement& statement : statements) {
    bytes += statement.text.size();
    if (bytes > kMostBytes) return std::string(kNotKept);
    base::Node node = base::Node::mapping();
    node.set("kind", base::Node::integer(static_cast<int>(statement.kind)));
    node.set("transaction", base::Node::integer(static_cast<int>(statement.transaction)));
    node.set("text", base::Node::string(statement.text));
    if (statement.has_data) node.set("has_data", base::Node::boolean(true));
    if (!statement.failure.empty()) node.set("failure", base::Node::string(statement.failure));
    if (!statement.hint.empty()) node.set("hint", base::Node::string(statement.hint));
    if (statement.deferred) node.set("deferred", base::Node::boolean(true));
    list.append(std::move(node));
  }
  return base::compressed(base::write_json(list, base::JsonLayout::kOneLine));
}

std::optional<std::vector<Statement>> recorded_statements(std::string_view text_of_all) {
  if (text_of_all.empty()) return std::nullopt;
  std::vector<Statement> statements;
  const std::string json = base::decompressed(text_of_all, ErrorCode::kOutOfSync);
  const base::Node list = base::read_yaml(json, std::string(kFile), ErrorCode::kOutOfSync);
  for (const base::Node& node : list.items()) {
    statements.push_back({.kind = static_cast<Statement::Kind>(integer(node, "kind")),
                          .text = text(node, "text"),
                          .transaction = static_cast<Statement::Transaction>(integer(node, "transaction")),
                          .has_data = node.find("has_data") != nullptr,
                          .failure = text(node, "failure"),
                          .hint = text(node, "hint"),
                          .deferred = node.find("deferred") != nullptr});
  }
  return statements;
}

}  // namespace dbtool::runtime
