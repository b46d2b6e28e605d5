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

void make_canonical(base::Node& node, const sql::Syntax& syntax, bool is_sql) {
  for (base::Node& item : node.items()) make_canonical(item, syntax, is_sql);
  for (base::NodeEntry& entry : node.entries()) {
    if (entry.key == kRowsKey) continue;
    const bool below = is_sql || std::ranges::find(kSqlKeys, entry.key) != kSqlKeys.end();
    make_canonical(entry.value, syntax, below);
  }
  if (is_sql && node.kind() == base::NodeKind::kString) {
    node = base::Node::string(sql::normalized(node.text(), syntax));
  }
}

}  // namespace

std::string canonical_text(std::span<const Operation> operations, const sql::Syntax& syntax) {
  std::string text;
  for (const Operation& operation : operations) {
    base::Node node = encode_operation(operation);
    make_canonical(node, syntax, false);
    text += base::write_json(node, base::JsonLayout::kOneLine);
    text += '\n';
  }
  return text;
}

std::string checksum(std::string_view canonical_text) {
  return std::string(kAlgorithm) + base::sha256_hex(canonical_text);
}

}  // namespace dbtool::ops
