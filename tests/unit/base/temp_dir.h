#pragma once

#include <filesystem>
#include <string>

#include <gtest/gtest.h>

#include "base/random.h"

namespace dbtool::base {

/// A new folder that is gone with all that is in it when the test ends.
class TempDir {
 public:
  TempDir() : path_(std::filesystem::temp_directory_path() / ("dbtool-test-" + random_hex(8))) {
    std::filesystem::create_directory(path_);
  }
  ~TempDir() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TempDir(const TempDir&) = delete;
  TempDir& operator=(const TempDir&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  [[nodiscard]] std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

}  // namespace dbtool::base
