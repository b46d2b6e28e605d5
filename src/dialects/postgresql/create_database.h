#pragma once

#include <string>

#include "dbtool/database_url.h"
#include "dialects/postgresql/conninfo.h"

namespace dbtool::dialects::postgresql {

/// Makes an empty database beside the one that every server has. It is no error if somebody else was faster.
/// Throws Error{kConnection}; `url` is what must not show its secrets.
void create_database(const Conninfo& conninfo, const std::string& name, const DatabaseUrl& url);

}  // namespace dbtool::dialects::postgresql
