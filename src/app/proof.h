#pragma once

#include "app/session.h"
#include "script/write_script.h"

namespace dbtool::app {

/// Runs a script that is about to be written, up and down, on a scratch copy of the database's schema. False,
/// and the observer is told, if there is none. Throws Error{kUnsupported} if the script fails, does not lead
/// to the models, or not back.
[[nodiscard]] bool prove(Migrator::Session& session, const Models& models, const Comparison& comparison,
                         const script::ScriptSection& section);

}  // namespace dbtool::app
