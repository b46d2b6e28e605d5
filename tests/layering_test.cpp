// Holds what ARCHITECTURE.md says of the layers: who may include whom, where a library
// may be named, and where a dialect may be.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace {

namespace fs = std::filesystem;
using Names = std::set<std::string>;

const fs::path kRoot = DBTOOL_SOURCE_DIR;

/// Layer -> the layers that its files may include, beside itself and `dbtool/*.h`.
const std::map<std::string, Names> kMayInclude = {
    {"base", {}},
    {"sql", {"base"}},
    {"schema", {"base"}},
    {"config", {"base"}},
    {"revision", {"base"}},
    {"ops", {"base", "sql", "schema"}},
    {"script", {"base", "sql", "ops", "revision"}},
    {"dialect", {"base", "sql", "schema", "ops"}},
    {"dialects/mysql", {"base", "sql", "schema", "ops", "dialect"}},
    {"dialects/postgresql", {"base", "sql", "schema", "ops", "dialect"}},
    {"dialects/sqlite", {"base", "sql", "schema", "ops", "dialect"}},
    {"dialects", {"dialects/mysql", "dialects/postgresql", "dialects/sqlite", "dialect", "base"}},
    {"autogenerate", {"base", "schema", "ops", "dialect"}},
    {"runtime", {"base", "sql", "revision", "script", "ops", "dialect"}},
    {"app",
     {"base", "sql", "schema", "config", "revision", "ops", "script", "dialect", "dialects", "autogenerate",
      "runtime"}},
    {"report", {"base", "revision"}},
    {"commands", {"base", "report"}},
    {"cli", {"commands", "app", "base"}},
};

/// Library header -> the files under src/ that may include it, as prefixes.
const std::map<std::string, std::vector<std::string>> kConfined = {
    {"libpq-fe.h", {"dialects/postgresql/"}},
    {"mysql.h", {"dialects/mysql/"}},
    {"SQLiteCpp/", {"dialects/sqlite/"}},
    {"sqlite3.h", {"dialects/sqlite/"}},
    {"yaml-cpp/", {"base/write_yaml.cpp"}},
    {"yaml.h", {"base/yaml_events."}},
    {"nlohmann/", {"base/write_json.cpp"}},
    {"sha2.h", {"base/digest.cpp"}},
    {"md5.h", {"base/digest.cpp"}},
    {"toml++/", {"config/toml_table.cpp"}},
    {"zlib.h", {"base/compress.cpp"}},
    {"CLI/", {"commands/arguments.cpp", "cli/"}},
    {"spdlog/", {"cli/"}},
};

const std::vector<std::string> kDialectNames = {"sqlite", "postgresql", "postgres", "mysql", "mariadb"};

struct SourceFile {
  std::string path;  ///< below src/ or include/
  std::vector<std::string> lines;
};

std::vector<SourceFile> source_files(const fs::path& folder) {
  std::vector<SourceFile> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const std::string extension = entry.path().extension().string();
    if (extension != ".h" && extension != ".cpp") continue;
    SourceFile file{fs::relative(entry.path(), folder).generic_string(), {}};
    std::ifstream in(entry.path());
    for (std::string line; std::getline(in, line);) file.lines.push_back(line);
    files.push_back(std::move(file));
  }
  return files;
}

/// The name between the quotes or angle brackets of an #include line; empty for other lines.
std::string included(const std::string& line) {
  if (!line.starts_with("#include ") || line.size() < 12) return {};
  const std::size_t end = line.find_first_of("\">", 10);
  return line.substr(10, end - 10);
}

/// `dialects/sqlite/ddl.cpp` -> `dialects/sqlite`, `base/files.h` -> `base`.
std::string layer_of(const std::string& path) {
  const std::string folder = fs::path(path).parent_path().generic_string();
  if (folder.starts_with("dialects/")) return folder;
  return folder.substr(0, folder.find('/'));
}

TEST(LayeringTest, EveryLayerIncludesOnlyWhatIsBelowIt) {
  for (const SourceFile& file : source_files(kRoot / "src")) {
    const std::string layer = layer_of(file.path);
    ASSERT_TRUE(kMayInclude.contains(layer)) << file.path << ": '" << layer << "' has no row in the table";
    for (const std::string& line : file.lines) {
      const std::string name = included(line);
      if (!line.starts_with("#include \"") || name.empty() || name.starts_with("dbtool/")) continue;
      const std::string target = layer_of(name);
      EXPECT_TRUE(target == layer || kMayInclude.at(layer).contains(target))
          << file.path << " includes " << name;
    }
  }
}

TEST(LayeringTest, TheTableHasNoCycle) {
  // Layers are removed while one has nothing left below it; a cycle would remain.
  std::map<std::string, Names> left = kMayInclude;
  while (!left.empty()) {
    const auto leaf =
        std::find_if(left.begin(), left.end(), [](const auto& row) { return row.second.empty(); });
    ASSERT_NE(leaf, left.end()) << "a cycle through '" << left.begin()->first << "'";
    const std::string name = leaf->first;
    left.erase(leaf);
    for (auto& [layer, below] : left) below.erase(name);
  }
}

TEST(LayeringTest, PublicHeadersIncludeOnlyTheStandardLibraryAndEachOther) {
  for (const SourceFile& file : source_files(kRoot / "include")) {
    for (const std::string& line : file.lines) {
      const std::string name = included(line);
      if (name.empty()) continue;
      const bool standard = line.starts_with("#include <") && name.find_first_of("./") == std::string::npos;
      EXPECT_TRUE(standard || name.starts_with("dbtool/")) << file.path << " includes " << name;
    }
  }
}

TEST(LayeringTest, LibrariesStayBehindTheirFiles) {
  for (const SourceFile& file : source_files(kRoot / "src")) {
    for (const std::string& line : file.lines) {
      const std::string name = included(line);
      if (!line.starts_with("#include <") || name.empty()) continue;
      for (const auto& [library, places] : kConfined) {
        if (!name.starts_with(library)) continue;
        EXPECT_TRUE(std::any_of(places.begin(), places.end(),
                                [&](const std::string& place) { return file.path.starts_with(place); }))
            << file.path << " includes " << name;
      }
    }
  }
}

TEST(LayeringTest, DialectsAreNamedInTheirFoldersOnly) {
  for (const char* folder : {"src", "include"}) {
    for (const SourceFile& file : source_files(kRoot / folder)) {
      if (file.path.starts_with("dialects/")) continue;
      for (const std::string& line : file.lines) {
        for (const std::string& name : kDialectNames) {
          EXPECT_EQ(line.find('"' + name + '"'), std::string::npos) << file.path << ": " << line;
        }
      }
    }
  }
}

TEST(LayeringTest, FilesStaySmall) {
  constexpr std::size_t kMostLines = 600;
  for (const char* folder : {"src", "include", "tests"}) {
    for (const SourceFile& file : source_files(kRoot / folder)) {
      EXPECT_LE(file.lines.size(), kMostLines) << folder << "/" << file.path;
    }
  }
}

}  // namespace
