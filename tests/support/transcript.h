#pragma once

#include <filesystem>
#include <string>

namespace dbtool::test {

/// Runs the scenario in a txtar file in an empty folder of its own (CONTRIBUTING.md has the language) and
/// fails the current test at the line that does not hold. With UPDATE_GOLDEN set, files that are compared
/// with an output are rewritten in the scenario instead.
void run_transcript(const std::filesystem::path& file, const std::filesystem::path& dbtool);

}  // namespace dbtool::test
