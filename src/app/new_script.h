#pragma once

#include <vector>

#include "app/session.h"
#include "script/write_script.h"

namespace dbtool::app {

/// Sections that do nothing, one for each of several databases.
[[nodiscard]] std::vector<script::ScriptSection> empty_sections(Migrator::Session& session);

/// The comparison of this session's database as a script of its project has it.
[[nodiscard]] script::ScriptSection render(Migrator::Session& session, const Comparison& comparison);

/// Writes a script and runs the post-write hooks over it. Throws Error{kRevision} for what
/// resolve_new_revision() refuses, Error{kConfig} for a version location that is none, a hook that is not
/// complete or another encoding than UTF-8, Error{kIo}; nothing is written then.
WrittenScript write_new_script(Migrator::Session& session, const NewRevision& wanted,
                               std::vector<script::ScriptSection> sections);

}  // namespace dbtool::app
