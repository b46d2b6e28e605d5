#pragma once

#include "app/session.h"

namespace dbtool::app {

/// Writes a script that follows the head, with the comparison's operations or with none, and runs the
/// post-write hooks over it. Throws Error{kRevision} if the id is taken or there are several heads,
/// Error{kConfig} for a hook that is not complete or another encoding than UTF-8, Error{kIo}; nothing is
/// written then.
WrittenScript write_new_script(Migrator::Session& session, const NewRevision& revision,
                               const Comparison& content);

}  // namespace dbtool::app
