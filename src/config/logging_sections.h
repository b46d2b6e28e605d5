#pragma once

#include <vector>

#include "config/ini.h"
#include "dbtool/config.h"

namespace dbtool::config {

/// Python's logging sections, as far as they concern dbtool; the defaults if there is no `[loggers]`.
/// Throws Error{kConfig} for a level that does not exist; a handler that writes elsewhere is a warning.
[[nodiscard]] LoggingConfig read_logging(const IniFile& ini, std::vector<ConfigWarning>& warnings);

}  // namespace dbtool::config
