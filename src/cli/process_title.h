#pragma once

#include <string>
#include <vector>

namespace dbtool::cli {

/// The program's arguments. Where they came from, which the system shows to every user, the passwords of URLs
/// are gone then.
[[nodiscard]] std::vector<std::string> take_arguments(int argc, char** argv);

}  // namespace dbtool::cli
