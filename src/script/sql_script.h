#pragma once

#include <string>
#include <string_view>

#include "dbtool/script.h"
#include "script/known_dialects.h"

namespace dbtool::script {

/// SQL scripts, by lines:
///
///     -- key: value               the header: all that stands before the first section
///     -- upgrade                  opens a section; `-- upgrade NAME, NAME` one for some dialects only
///     -- downgrade                likewise
///     -- downgrade: irreversible  in place of `-- downgrade`
///
/// A section's line begins at the line's start, in any case, and has nothing behind the names. Within a
/// literal, a comment, the data of COPY or a routine's body, such a line is none: the engine's own lexical
/// rules decide, those of the first dialect that a section names, or of the scope. Where they are not known,
/// every such line counts.

/// The header. Comments without a key are passed over; ids may stand alone, behind commas, or in `[]`; a
/// message in quotes is read as YAML's. Throws Error{kScript}.
[[nodiscard]] ScriptHeader read_sql_header(std::string_view text, const std::string& file);

/// True if a file that begins with this text has its whole header in it.
[[nodiscard]] bool has_whole_sql_header(std::string_view text);

/// Each direction is one `execute` (none if there is no SQL), with the place of each text's first character.
/// `dialects` has the names that a section may be for. A section for the scope's
/// database takes the place of the plain one, those for other databases are left out. Throws Error{kScript}.
[[nodiscard]] ScriptBody read_sql_body(std::string_view text, const std::string& file,
                                       const KnownDialects& dialects, const BodyScope& scope = {});

}  // namespace dbtool::script
