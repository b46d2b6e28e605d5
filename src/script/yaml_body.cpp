#include "script/yaml_body.h"

#include <optional>
#include <utility>

#include <fmt/core.h>

#include "base/diagnostics.h"
#include "base/document.h"
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

class BodyDecoder {
 public:
  BodyDecoder(const std::string& file, std::span<const std::string> dialects)
      : diagnostics_(file, ErrorCode::kScript), dialects_(dialects) {}

  ScriptBody decode(const Node& root);

 private:
  std::vector<Operation> operations(const Node* list);
  void take_downgrade(const Node* downgrade);

  base::Diagnostics diagnostics_;
  std::span<const std::string> dialects_;
  ScriptBody body_;
};

std::vector<Operation> BodyDecoder::operations(const Node* list) {
  if (list == nullptr || list->is_null()) return {};
  return ops::decode_operations(*list, diagnostics_, dialects_);
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
