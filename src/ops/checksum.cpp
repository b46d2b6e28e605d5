#include "ops/checksum.h"

#include <algorithm>
#include <array>

#include "base/digest.h"
#include "base/document.h"
#include "ops/codec.h"
#include "sql/normalize.h"

namespace dbtool::ops {
namespace {

constexpr std::string_view kAlgorithm = "1:";

/// The keys of operations whose values are SQL, for every dialect or for each.
constexpr std::array<std::string_view, 7> kSqlKeys = {"execute", "sql",   "as",        "check",
                                                      "where",   "using", "expression"};
constexpr std::string_view kRowsKey = "rows";  // what is below has the user's own keys

base::Node canonical(const base::Node& node, const sql::Syntax& syntax, bool is_sql) {
  if (node.is_sequence()) {
    base::Node items = base::Node::sequence();
    for (const base::Node& item : node.items()) items.append(canonical(item, syntax, is_sql));
    return items;
  }
  if (node.is_mapping()) {
    base::Node entries = base::Node::mapping();
    for (const base::NodeEntry& entry : node.entries()) {
      if (entry.key == kRowsKey) {
        entries.append_entry(entry);
        continue;
      }
      const bool below = is_sql || std::ranges::find(kSqlKeys, entry.key) != kSqlKeys.end();
      entries.append_entry(
          {.key = entry.key, .key_mark = {}, .value = canonical(entry.value, syntax, below)});
    }
    return entries;
  }
  if (!is_sql || node.kind() != base::NodeKind::kString) return node;
  return base::Node::string(sql::normalized(node.text(), syntax));
}

}  // namespace

std::string canonical_text(std::span<const Operation> operations, const sql::Syntax& syntax) {
  std::string text;
  for (const Operation& operation : operations) {
    text +=
        base::write_json(canonical(encode_operation(operation), syntax, false), base::JsonLayout::kOneLine);
    text += '\n';
  }
  return text;
}

std::string checksum(std::string_view canonical_text) {
  return std::string(kAlgorithm) + base::sha256_hex(canonical_text);
}

}  // namespace dbtool::ops
