#pragma once

#include <algorithm>
#include <filesystem>
#include <ostream>
#include <string>
#include <vector>

namespace dbtool::test {

/// One file of cases, as the parameter of a test.
struct DataFile {
  std::filesystem::path path;

  friend std::ostream& operator<<(std::ostream& out, const DataFile& file) {
    return out << file.path.filename().string();
  }
};

/// Those in a folder of tests/data, by name.
inline std::vector<DataFile> data_files(const std::string& folder) {
  std::vector<DataFile> files;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::filesystem::path(DBTOOL_TEST_DATA) / folder)) {
    files.push_back({entry.path()});
  }
  std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
  return files;
}

}  // namespace dbtool::test
