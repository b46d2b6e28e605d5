#pragma once

#include <span>
#include <string>
#include <string_view>

#include "dbtool/script.h"

namespace dbtool::script {

/// SQL scripts, by lines:
///
///     -- key: value               the header: all that stands before the first section
///     -- upgrade                  opens a section; `-- upgrade NAME, NAME` one for some dialects only
///     -- downgrade                likewise
///     -- downgrade: irreversible  in place of `-- downgrade`
///
/// A section's line begins at the line's start, in any case, and has nothing behind the names. SQL is
/// not looked into: a line inside a literal or a block comment that reads like one has to be indented.

/// The header. Comments without a key are passed over; ids may stand alone, behind commas, or in `[]`; a
/// message in quotes is read as YAML's. Throws Error{kScript}.
[[nodiscard]] ScriptHeader read_sql_header(std::string_view text, const std::string& file);

/// True if a file that begins with this text has its whole header in it.
[[nodiscard]] bool has_whole_sql_header(std::string_view text);

/// Each direction is one `execute` (none if there is no SQL), with the place of each text's first character.
/// `dialects` are the names that a section may be for; if it is empty, any. A section for the scope's
/// database takes the place of the plain one, those for other databases are left out. Throws Error{kScript}.
[[nodiscard]] ScriptBody read_sql_body(std::string_view text, const std::string& file,
                                       std::span<const std::string> dialects, const BodyScope& scope = {});

}  // namespace dbtool::script
