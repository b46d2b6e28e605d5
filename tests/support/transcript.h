#pragma once

#include <filesystem>
#include <map>
#include <string>

namespace dbtool::test {

/// What a scenario finds besides its folder. A word `$NAME` or `OTHER=$NAME` of its lines stands for the variable's value, and
/// where an output has the value, it is compared as `$NAME`.
using Variables = std::map<std::string, std::string>;

/// Runs the scenario in a txtar file in an empty folder of its own (CONTRIBUTING.md has the language) and
/// fails the current test at the line that does not hold. With UPDATE_GOLDEN set, files that are compared
/// with an output are rewritten in the scenario instead.
void run_transcript(const std::filesystem::path& file, const std::filesystem::path& dbtool,
                    const Variables& variables = {});

}  // namespace dbtool::test
