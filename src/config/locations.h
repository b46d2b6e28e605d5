#pragma once

#include "config/discovery.h"
#include "config/source.h"
#include "dbtool/config.h"

namespace dbtool::config {

/// Fills in script_location and version_locations, relative to the folder of the file that says so. Throws
/// Error{kConfig} if no script_location is set and neither the file's own folder is a repository nor
/// `migrations` in it is a folder.
void assign_locations(Config& config, const Source& source, const ConfigPlace& place);

/// Fills in the models, likewise.
void assign_models(Config& config, const Source& source);

}  // namespace dbtool::config
