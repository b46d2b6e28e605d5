#include "script/yaml_body.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/core.h>

#include "base/diagnostics.h"
#include "base/document.h"
#include "base/strings.h"
#include "ops/codec.h"
#include "script/header.h"

namespace dbtool::script {
namespace {

using base::Node;
using base::NodeKind;

/// The operations that undo `upgrade`.
std::vector<Operation> reverse_all(const std::vector<Operation>& upgrade, base::Diagnostics& diagnostics) {
  std::vector<Operation> downgrade;
  downgrade.reserve(upgrade.size());
  for (auto operation = upgrade.rbegin(); operation != upgrade.rend(); ++operation) {
    std::optional<Operation> inverse = reverse(*operation);
    if (!inverse) break;
    inverse->location = operation->location;
    downgrade.push_back(std::move(*inverse));
  }
  if (downgrade.size() == upgrade.size()) return downgrade;
  for (const Operation& operation : upgrade) {
    if (reverse(operation)) continue;
    const base::Mark mark{operation.location.line, operation.location.column};
    diagnostics.add(
        mark, fmt::format("'downgrade: auto' does not know the inverse of '{}'", operation_name(operation)),
        "write the downgrade by hand, or 'downgrade: irreversible'");
    break;
  }
  return {};
}

/// The dialects that an operation names.
std::vector<std::string> named_dialects(const Operation& operation) {
  std::vector<std::string> names = operation.only;
  names.insert(names.end(), operation.except.begin(), operation.except.end());
  if (const auto* execute = std::get_if<ops::Execute>(&operation.what)) {
    for (const auto& [dialect, text] : execute->sql.by_dialect) names.push_back(dialect);
  }
  return names;
}

class BodyDecoder {
 public:
  BodyDecoder(const std::string& file, std::span<const std::string> dialects)
      : diagnostics_(file, ErrorCode::kScript), dialects_(dialects) {}

  ScriptBody decode(const Node& root);

 private:
  std::vector<Operation> operations(const Node* list);
  void take_downgrade(const Node* downgrade);
  void check_dialects(const std::vector<Operation>& list);

  base::Diagnostics diagnostics_;
  std::span<const std::string> dialects_;
  ScriptBody body_;
};

std::vector<Operation> BodyDecoder::operations(const Node* list) {
  if (list == nullptr || list->is_null()) return {};
  std::vector<Operation> decoded = ops::decode_operations(*list, diagnostics_);
  if (!dialects_.empty()) check_dialects(decoded);
  return decoded;
}

void BodyDecoder::check_dialects(const std::vector<Operation>& list) {
  for (const Operation& operation : list) {
    for (const std::string& name : named_dialects(operation)) {
      if (std::find(dialects_.begin(), dialects_.end(), name) != dialects_.end()) continue;
      diagnostics_.add({operation.location.line, operation.location.column},
                       fmt::format("unknown dialect '{}'{}", name, base::did_you_mean(name, dialects_)),
                       "known are " + base::join(dialects_, ", "));
    }
    if (const auto* batch = std::get_if<ops::BatchAlterTable>(&operation.what))
      check_dialects(batch->operations);
  }
}

void BodyDecoder::take_downgrade(const Node* downgrade) {
  if (downgrade == nullptr || downgrade->kind() != NodeKind::kString) {
    body_.downgrade = operations(downgrade);
  } else if (downgrade->text() == "auto") {
    body_.downgrade_kind = DowngradeKind::kAutomatic;
    // What could not be read has no inverse either, and has been complained of.
    if (diagnostics_.empty()) body_.downgrade = reverse_all(body_.upgrade, diagnostics_);
  } else if (downgrade->text() == "irreversible") {
    body_.downgrade_kind = DowngradeKind::kIrreversible;
  } else {
    diagnostics_.add(downgrade->mark(), fmt::format("'{}' is no way to downgrade", downgrade->text()),
                     "write a list of operations, 'auto' or 'irreversible'");
  }
}

ScriptBody BodyDecoder::decode(const Node& root) {
  body_.upgrade = operations(root.find(kUpgradeKey));
  take_downgrade(root.find(kDowngradeKey));
  diagnostics_.throw_if_any();
  return std::move(body_);
}

}  // namespace

ScriptBody read_yaml_body(std::string_view text, const std::string& file,
                          std::span<const std::string> dialects) {
  return BodyDecoder(file, dialects).decode(base::read_yaml(text, file, ErrorCode::kScript));
}

}  // namespace dbtool::script
