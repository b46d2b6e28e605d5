#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dbtool::dialects::postgresql {

/// What takes back the settings that a statement leaves in the session, or in a transaction that goes on
/// behind its script: `RESET search_path` for SET search_path, `RESET ROLE` for SET ROLE. Empty for nearly
/// all.
///
/// The time-outs are left as they are: what they are reset to is not what dbtool has set them to.
[[nodiscard]] std::vector<std::string> session_resets(std::string_view sql);

}  // namespace dbtool::dialects::postgresql
