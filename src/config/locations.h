#pragma once

#include "config/discovery.h"
#include "config/source.h"
#include "dbtool/config.h"

namespace dbtool::config {

/// Fills in script_location, version_locations and models, all relative to the ini file's folder. Throws
/// Error{kConfig} if no script_location is set and neither the file's own folder is a repository nor
/// `migrations` in it is a folder.
void assign_locations(Config& config, const Source& source, const IniPlace& place);

}  // namespace dbtool::config
