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

class BodyDecoder {
 public:
  BodyDecoder(const std::string& file, std::span<const std::string> dialects, const BodyScope& scope)
      : diagnostics_(file, ErrorCode::kScript), dialects_(dialects), scope_(scope) {}

  ScriptBody decode(const Node& root);

 private:
  /// What stands under `upgrade:` or `downgrade:` for one database.
  struct Section {
    const Node* upgrade = nullptr;
    const Node* downgrade = nullptr;
  };

  [[nodiscard]] bool has_sections(const Node* body) const {
    return !scope_.databases.empty() && body != nullptr && body->is_mapping();
  }
  /// The part of a body that is for a database.
  [[nodiscard]] const Node* part_for(const Node* body, const std::string& database) const {
    return has_sections(body) ? body->find(database) : body;
  }
  void check_databases(const Node* body);
  std::vector<Operation> operations(const Node* list);
  ScriptBody decode_section(const Section& section);
  void take_downgrade(const Node* downgrade, ScriptBody& body);

  base::Diagnostics diagnostics_;
  std::span<const std::string> dialects_;
  const BodyScope& scope_;
};

void BodyDecoder::check_databases(const Node* body) {
  if (!has_sections(body)) return;
  for (const base::NodeEntry& entry : body->entries()) {
    if (std::find(scope_.databases.begin(), scope_.databases.end(), entry.key) != scope_.databases.end())
      continue;
    diagnostics_.add(
        entry.key_mark,
        fmt::format("unknown database '{}'{}", entry.key, base::did_you_mean(entry.key, scope_.databases)),
        fmt::format("'databases' in the configuration names {}", base::join(scope_.databases, ", ")));
  }
}

std::vector<Operation> BodyDecoder::operations(const Node* list) {
  if (list == nullptr || list->is_null()) return {};
  return ops::decode_operations(*list, diagnostics_, dialects_);
}

void BodyDecoder::take_downgrade(const Node* downgrade, ScriptBody& body) {
  if (downgrade == nullptr || downgrade->kind() != NodeKind::kString) {
    body.downgrade = operations(downgrade);
  } else if (downgrade->text() == "auto") {
    body.downgrade_kind = DowngradeKind::kAutomatic;
    // What could not be read has no inverse either, and has been complained of.
    if (diagnostics_.empty()) body.downgrade = reverse_all(body.upgrade, diagnostics_);
  } else if (downgrade->text() == "irreversible") {
    body.downgrade_kind = DowngradeKind::kIrreversible;
  } else {
    diagnostics_.add(downgrade->mark(), fmt::format("'{}' is no way to downgrade", downgrade->text()),
                     "write a list of operations, 'auto' or 'irreversible'");
  }
}

ScriptBody BodyDecoder::decode_section(const Section& section) {
  ScriptBody body;
  body.upgrade = operations(section.upgrade);
  take_downgrade(section.downgrade, body);
  return body;
}

ScriptBody BodyDecoder::decode(const Node& root) {
  const Node* upgrade = root.find(kUpgradeKey);
  const Node* downgrade = root.find(kDowngradeKey);
  check_databases(upgrade);
  check_databases(downgrade);
  ScriptBody body =
      decode_section({part_for(upgrade, scope_.database), part_for(downgrade, scope_.database)});
  if (has_sections(upgrade) || has_sections(downgrade)) {
    // A mistake in another database's section is one of this script, too.
    for (const std::string& other : scope_.databases) {
      if (other == scope_.database) continue;
      static_cast<void>(decode_section({part_for(upgrade, other), part_for(downgrade, other)}));
    }
  }
  diagnostics_.throw_if_any();
  return body;
}

}  // namespace

ScriptBody read_yaml_body(std::string_view text, const std::string& file,
                          std::span<const std::string> dialects, const BodyScope& scope) {
  return BodyDecoder(file, dialects, scope).decode(base::read_yaml(text, file, ErrorCode::kScript));
}

}  // namespace dbtool::script
