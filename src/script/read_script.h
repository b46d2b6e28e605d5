#pragma once

#include <string>
#include <string_view>

#include "dbtool/script.h"
#include "script/known_dialects.h"

namespace dbtool::script {

/// What larger scripts cost is memory, and a script is no place for a dump.
inline constexpr std::size_t kMaxSqlBytes = 1U << 30U;

/// A script's header from its text, or from a beginning of it that holds the header. Throws Error{kScript}.
[[nodiscard]] ScriptHeader read_header(ScriptFormat format, std::string_view text, const std::string& file);

/// A script's body from its text. `dialects` and `scope` as in read_sql_body. Throws Error{kScript}.
[[nodiscard]] ScriptBody read_body(ScriptFormat format, std::string_view text, const std::string& file,
                                   const KnownDialects& dialects, const BodyScope& scope = {});

}  // namespace dbtool::script
