#pragma once

#include <filesystem>

#include "dbtool/config.h"
#include "dbtool/event.h"

namespace dbtool::app {

/// Runs the post-write hooks over a new script, in their order, without a shell. A hook that ends with
/// another status than 0 is a warning, as the script stands. Throws Error{kConfig} for a hook that is not
/// complete, Error{kIo} for a program that cannot be started.
void run_post_write_hooks(const Config& config, const std::filesystem::path& script, Observer& observer);

}  // namespace dbtool::app
