#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/subprocess.h"
#include "dbtool/config.h"
#include "dbtool/event.h"

namespace dbtool::app {

/// A post-write hook that is ready to run.
struct Hook {
  std::string name;
  base::Command command;
};

/// The hooks over a script that is still to be written, in their order. Throws Error{kConfig} for one that
/// is not complete.
[[nodiscard]] std::vector<Hook> prepare_hooks(const Config& config, const std::filesystem::path& script);

/// Runs them, without a shell. One that cannot be started, or ends with another status than 0, is a warning,
/// as the script stands.
void run_hooks(const std::vector<Hook>& hooks, Observer& observer);

}  // namespace dbtool::app
