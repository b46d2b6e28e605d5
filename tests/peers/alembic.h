#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "base/subprocess.h"

namespace dbtool::test {

inline constexpr const char* kNoAlembic =
    "Alembic is not installed (Debian: python3-alembic); nothing was compared";

/// A Python that has Alembic; empty if there is none.
inline std::string python_with_alembic() {
  for (const char* python : {"python3", "/usr/bin/python3"}) {
    try {
      const base::CommandResult result = base::run_command(
          {.argv = {python, "-c", "import alembic, sqlalchemy"}, .output = base::Output::kCapture});
      if (result.exit_status == 0) return python;
    } catch (const Error&) {
      continue;
    }
  }
  return {};
}

/// What a script of this folder prints. Fails the test if it fails.
inline std::string run_peer(const std::string& python, const std::string& script,
                            std::vector<std::string> arguments) {
  arguments.insert(
      arguments.begin(),
      {python, "-B", (std::filesystem::path(DBTOOL_SOURCE_DIR) / "tests/peers" / script).string()});
  base::CommandResult result =
      base::run_command({.argv = std::move(arguments), .output = base::Output::kCapture});
  EXPECT_EQ(result.exit_status, 0) << script << "\n" << result.error;
  return std::move(result.out);
}

}  // namespace dbtool::test
