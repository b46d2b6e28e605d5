#include "runtime/script_record.h"

#include "base/compress.h"
#include "base/digest.h"
#include "ops/checksum.h"

namespace dbtool::runtime {
namespace {

/// A larger script is not kept: it would be refused by a server with the usual limits.
constexpr std::size_t kMostScriptBytes = 8U << 20U;

}  // namespace

std::string checksum_of(const ScriptBody& body, const sql::Syntax& syntax) {
  std::string text = ops::canonical_text(body.upgrade, syntax) + '\n';
  switch (body.downgrade_kind) {
    case DowngradeKind::kWritten:
      text += ops::canonical_text(body.downgrade, syntax);
      break;
    case DowngradeKind::kAutomatic:
      text += "auto";
      break;
    case DowngradeKind::kIrreversible:
      text += "irreversible";
      break;
  }
  return ops::checksum(text);
}

void keep_text(std::string_view text, ScriptRecord& record) {
  record.text_checksum = base::sha256_hex(text);
  record.content = base::compressed(text);
  if (record.content.size() > kMostScriptBytes) record.content.clear();
}

}  // namespace dbtool::runtime
