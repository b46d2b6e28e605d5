#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dbtool/script.h"

namespace dbtool::script {

/// A script's text with other `down_revision`s, and all else as it was: comments, blanks, line ends. Throws
/// Error{kScript} if the header is written in a way that cannot be changed safely; `file` is for messages.
[[nodiscard]] std::string with_down_revisions(std::string_view text, ScriptFormat format,
                                              const std::vector<RevisionId>& down_revisions,
                                              const std::string& file);

}  // namespace dbtool::script
