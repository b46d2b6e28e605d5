#pragma once

#include <array>
#include <string>
#include <string_view>

#include "base/document.h"
#include "dbtool/script.h"

namespace dbtool::script {

/// The keys of a script's header, in the order in which they are written.
inline constexpr std::array<std::string_view, 7> kHeaderKeys = {
    "message", "revision", "down_revision", "branch_labels", "depends_on", "create_date", "transaction"};

/// What stands beside them in a YAML script.
inline constexpr std::string_view kUpgradeKey = "upgrade";
inline constexpr std::string_view kDowngradeKey = "downgrade";

/// The header that a mapping of the keys above stands for; `upgrade` and `downgrade` are passed over. Ids are
/// the scalars' text as written, whatever YAML takes them for (`0012`, `123e45`). Throws Error{kScript} with
/// everything that is wrong: no `revision`, unknown keys, values of another shape.
[[nodiscard]] ScriptHeader decode_header(const base::Node& root, const std::string& file,
                                         ScriptFormat format);

}  // namespace dbtool::script
