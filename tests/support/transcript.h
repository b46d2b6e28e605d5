#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>

namespace dbtool::test {

/// What a scenario finds besides its folder. A word `$NAME` or `OTHER=$NAME` of its lines stands for the
/// variable's value, and where an output has the value, it is compared as `$NAME`.
using Variables = std::map<std::string, std::string>;

/// Words that a scenario may name with `needs`: what not every server of its kind can do.
using Features = std::set<std::string>;

/// Runs the scenario in a txtar file in an empty folder of its own (CONTRIBUTING.md has the language) and
/// fails the current test at the line that does not hold. With UPDATE_GOLDEN set, files that are compared
/// with an output are rewritten in the scenario instead. A scenario that needs what is not there is skipped.
void run_transcript(const std::filesystem::path& file, const std::filesystem::path& dbtool,
                    const Variables& variables = {}, const Features& features = {});

}  // namespace dbtool::test
