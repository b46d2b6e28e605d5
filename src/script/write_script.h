#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dbtool/script.h"

namespace dbtool::script {

/// What a new script does, as the script's format has it: for YAML a list of operations that begins in the
/// first column, for SQL statements. An empty text does nothing.
struct ScriptSection {
  std::string database = {};  ///< of several; empty: there is only one
  std::string upgrade = {};
  DowngradeKind downgrade_kind = DowngradeKind::kWritten;
  std::string downgrade = {};  ///< only for kWritten
};

/// A new script. It has one section, or one for each of several databases.
struct ScriptDraft {
  ScriptHeader header;
  std::vector<ScriptSection> sections = std::vector<ScriptSection>(1);
};

/// The template of a new script, and the file that it stands in, for messages.
struct ScriptTemplate {
  std::string text;
  std::string file;
};

/// The header's lines: `read_header` of them gives the header again. Keys without a value are left out but
/// for `message` and `down_revision`, and so is `transaction: true`. Bytes that are not UTF-8 become U+FFFD.
[[nodiscard]] std::string header_text(const ScriptHeader& header);

/// The script's text. A template may use `${header}` or, one by one, `${message}`, `${revision}`,
/// `${down_revision}`, `${branch_labels}`, `${depends_on}` and `${create_date}`, each quoted as a value of
/// the format has to be; and the bodies, `${upgrade}` and `${downgrade}`, which stand directly behind
/// `upgrade:` or `-- upgrade`: they bring their own blank or line end. Throws Error{kConfig} for a template
/// that is wrong, Error{kUsage} for SQL with `downgrade: auto` and for a message that is not UTF-8.
[[nodiscard]] std::string script_text(const ScriptDraft& draft, const ScriptTemplate& script_template);

}  // namespace dbtool::script
