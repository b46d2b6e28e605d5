#pragma once

#include "app/session.h"
#include "script/write_script.h"

namespace dbtool::app {

/// Runs a script that is about to be written, up and down, on a scratch copy of the database's schema, where
/// the dialect has such. Throws Error{kUnsupported} if it fails, does not lead to the models, or not back.
void prove(Migrator::Session& session, const Models& models, const Comparison& comparison,
           const script::ScriptSection& section);

}  // namespace dbtool::app
