#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <string_view>

#include "dbtool/config.h"
#include "error_of.h"

namespace dbtool::config {

/// A folder with files and an environment, for as long as a test runs.
class Project {
 public:
  Project() {
    std::string name = (std::filesystem::temp_directory_path() / "dbtool_config_XXXXXX").string();
    root_ = mkdtemp(name.data());
  }
  ~Project() {
    std::error_code ignored;
    std::filesystem::remove_all(root_, ignored);
  }
  Project(const Project&) = delete;
  Project& operator=(const Project&) = delete;

  [[nodiscard]] std::filesystem::path path(const std::string& name) const { return root_ / name; }

  Project& write(const std::string& name, std::string_view text) {
    std::filesystem::create_directories(path(name).parent_path());
    std::ofstream(path(name), std::ios::binary) << text;
    return *this;
  }

  Project& set(const std::string& variable, const std::string& value) {
    environment_[variable] = value;
    return *this;
  }

  /// As if started in this folder (or one below it) with this environment.
  [[nodiscard]] LoadOptions options(const std::string& folder = "") const {
    LoadOptions options;
    options.working_directory = folder.empty() ? root_ : path(folder);
    options.environment = [variables = environment_](const std::string& name) -> std::optional<std::string> {
      const auto found = variables.find(name);
      return found == variables.end() ? std::nullopt : std::optional(found->second);
    };
    return options;
  }

  [[nodiscard]] Config load() const { return load_config(options()); }

 private:
  std::filesystem::path root_;
  std::map<std::string, std::string> environment_;
};

}  // namespace dbtool::config
