#include "script/header.h"

#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/core.h>

#include "base/diagnostics.h"

namespace dbtool::script {
namespace {

using base::Node;
using base::NodeEntry;
using base::NodeKind;

HeaderPlace place(const NodeEntry& entry) {
  const base::Mark mark = entry.value.mark();
  return {.line = static_cast<std::uint32_t>(mark.line), .column = static_cast<std::uint32_t>(mark.column)};
}

class HeaderDecoder {
 public:
  HeaderDecoder(const std::string& file, ScriptFormat format) : diagnostics_(file, ErrorCode::kScript) {
    header_.format = format;
  }

  ScriptHeader decode(const Node& root);

 private:
  void take(const NodeEntry& entry);
  void take_id(const Node& value);
  void refuse_key(const NodeEntry& entry);
  std::string text(const NodeEntry& entry);
  std::vector<std::string> texts(const NodeEntry& entry);
  bool boolean(const NodeEntry& entry);

  base::Diagnostics diagnostics_;
  ScriptHeader header_;
};

bool is_blank(const Node& value) {
  return value.is_null() || (value.kind() == NodeKind::kString && value.text().empty());
}

std::string HeaderDecoder::text(const NodeEntry& entry) {
  if (entry.value.is_null()) return {};
  if (entry.value.is_scalar()) return entry.value.text();
  diagnostics_.add(entry.value.mark(), fmt::format("'{}' has to be a text", entry.key));
  return {};
}

std::vector<std::string> HeaderDecoder::texts(const NodeEntry& entry) {
  const Node& value = entry.value;
  if (is_blank(value)) return {};
  if (value.is_scalar()) return {value.text()};
  std::vector<std::string> texts;
  for (const Node& item : value.items()) {
    if (item.is_scalar() && !is_blank(item)) {
      texts.push_back(item.text());
    } else {
      diagnostics_.add(item.mark(), fmt::format("'{}' lists something that is no text", entry.key));
    }
  }
  if (value.is_mapping()) {
    diagnostics_.add(value.mark(), fmt::format("'{}' has to be a text or a list of texts", entry.key));
  }
  return texts;
}

bool HeaderDecoder::boolean(const NodeEntry& entry) {
  if (entry.value.kind() == NodeKind::kBoolean) return entry.value.as_boolean();
  if (!entry.value.is_null()) {
    diagnostics_.add(entry.value.mark(), fmt::format("'{}' has to be true or false", entry.key));
  }
  return true;
}

void HeaderDecoder::take_id(const Node& value) {
  header_.revision.location = diagnostics_.location(value.mark());
  if (!value.is_scalar()) {
    diagnostics_.add(value.mark(), "'revision' has to be a text");
  } else if (is_blank(value)) {
    diagnostics_.add(value.mark(), "'revision' is empty", "give the script an id that no other script has");
  } else {
    header_.revision.id = value.text();
  }
}

void HeaderDecoder::refuse_key(const NodeEntry& entry) {
  std::vector<std::string> known(kHeaderKeys.begin(), kHeaderKeys.end());
  std::string hint;
  if (header_.format == ScriptFormat::kYaml) {
    known.insert(known.end(), {std::string(kUpgradeKey), std::string(kDowngradeKey)});
  } else {
    hint = "a comment that is not meant as a key belongs below '-- upgrade'";
  }
  diagnostics_.add(
      entry.key_mark,
      fmt::format("unknown key '{}' in a script's header{}", entry.key, base::did_you_mean(entry.key, known)),
      std::move(hint));
}

void HeaderDecoder::take(const NodeEntry& entry) {
  const std::string_view key = entry.key;
  Revision& revision = header_.revision;
  if (key == "revision") {
    take_id(entry.value);
  } else if (key == "message") {
    revision.message = text(entry);
    // `message: |` ends in one.
    while (revision.message.ends_with('\n')) revision.message.pop_back();
  } else if (key == "down_revision") {
    revision.down_revisions = texts(entry);
    revision.down_revision_place = place(entry);
  } else if (key == "branch_labels") {
    revision.branch_labels = texts(entry);
    revision.branch_labels_place = place(entry);
  } else if (key == "depends_on") {
    revision.depends_on = texts(entry);
    revision.depends_on_place = place(entry);
  } else if (key == "create_date") {
    header_.create_date = text(entry);
  } else if (key == "transaction") {
    header_.transaction = boolean(entry);
  } else if (header_.format == ScriptFormat::kSql || (key != kUpgradeKey && key != kDowngradeKey)) {
    refuse_key(entry);
  }
}

ScriptHeader HeaderDecoder::decode(const Node& root) {
  if (!root.is_mapping() && !root.is_null()) {
    diagnostics_.add(root.mark(), "a script has to be a mapping of keys such as 'revision' and 'upgrade'");
    diagnostics_.throw_if_any();
  }
  for (const NodeEntry& entry : root.entries()) take(entry);
  if (root.find("revision") == nullptr) {
    diagnostics_.add({}, "the script has no 'revision'",
                     header_.format == ScriptFormat::kYaml ? "write 'revision: ID' at its top"
                                                           : "write '-- revision: ID' at its top");
  }
  diagnostics_.throw_if_any();
  return std::move(header_);
}

}  // namespace

ScriptHeader decode_header(const Node& root, const std::string& file, ScriptFormat format) {
  return HeaderDecoder(file, format).decode(root);
}

}  // namespace dbtool::script
