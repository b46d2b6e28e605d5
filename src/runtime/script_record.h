#pragma once

#include <string>
#include <string_view>

#include "dbtool/script.h"
#include "sql/syntax.h"

namespace dbtool::runtime {

/// What the journal's row of a step says of its script.
struct ScriptRecord {
  std::string file;           ///< its name, without folders
  std::string checksum;       ///< of what it means
  std::string text_checksum;  ///< of its text; only of an upgrade, as is the content
  std::string content;        ///< its text, compressed; empty if that is more than every server takes
};

/// What a script's bodies mean, whatever they look like: see ops::checksum().
[[nodiscard]] std::string checksum_of(const ScriptBody& body, const sql::Syntax& syntax);

/// Fills in the text's checksum, and the content.
void keep_text(std::string_view text, ScriptRecord& record);

}  // namespace dbtool::runtime
