#include <map>
#include <sstream>
#include <string>

#include <gtest/gtest.h>

#include "base/files.h"
#include "config/keys.h"
#include "project.h"

namespace dbtool::config {
namespace {

std::string example() { return base::read_file(DBTOOL_SOURCE_DIR "/alembic.ini.example"); }

struct Entry {
  std::string value;
  std::string help;  ///< the comment above, in one line
};

/// The keys of [alembic], those behind a '#', too.
std::map<std::string, Entry> read_entries(const std::string& text) {
  std::map<std::string, Entry> entries;
  std::istringstream lines(text.substr(text.find("[alembic]\n") + 10));
  std::string help;
  for (std::string line; std::getline(lines, line) && !line.starts_with("[");) {
    const std::string bare = line.starts_with("# ") ? line.substr(2) : line;
    const std::size_t equals = bare.find(" =");
    const std::string key = bare.substr(0, equals);
    if (bare.empty()) {
      help.clear();
    } else if (equals != std::string::npos && key.find(' ') == std::string::npos) {
      const std::size_t value = bare.find_first_not_of(' ', equals + 2);
      entries[key] = {.value = value == std::string::npos ? "" : bare.substr(value), .help = help};
    } else {
      help += (help.empty() ? "" : " ") + bare;
    }
  }
  return entries;
}

TEST(ConfigExampleTest, HasEveryKeyWithItsDefaultAndItsHelp) {
  std::map<std::string, Entry> entries = read_entries(example());
  for (const Key& key : keys()) {
    const auto entry = entries.find(std::string(key.name));
    ASSERT_NE(entry, entries.end()) << key.name;
    std::string escaped;
    for (const char c : key.default_text) escaped += c == '%' ? "%%" : std::string(1, c);
    EXPECT_EQ(entry->second.value, escaped) << key.name;
    EXPECT_EQ(entry->second.help, key.help) << key.name;
    entries.erase(entry);
  }
  for (const auto& [key, entry] : entries) ADD_FAILURE() << "unknown key in the example: " << key;
}

TEST(ConfigExampleTest, LoadsAsItIsAndWithAllItsCommentsTakenAway) {
  const std::string text = example();
  std::string opened;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    const bool is_key = line.starts_with("# ") && line.find(" =") != std::string::npos;
    opened += (is_key ? line.substr(2) : line) + "\n";
  }
  for (const std::string& variant : {text, opened}) {
    Project project;
    project.write("alembic.ini", variant);
    const Config config = project.load();
    EXPECT_EQ(config.script_location, project.path("migrations"));
    EXPECT_EQ(config.version_locations.front(), project.path("migrations/versions"));
    EXPECT_TRUE(config.warnings.empty());
    EXPECT_EQ(config.logging, LoggingConfig{});
    EXPECT_EQ(config.database_url(), std::nullopt);
    EXPECT_EQ(config.version_table, "alembic_version");
    EXPECT_EQ(config.post_write_hooks.size(), variant == text ? 0U : 1U);
  }
}

}  // namespace
}  // namespace dbtool::config
