// Every .txtar below this folder is a scenario of whole command lines.

#include "support/transcript.h"

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "server_engines.h"

namespace dbtool::test {
namespace {

namespace fs = std::filesystem;

const fs::path kFolder = fs::path(DBTOOL_SOURCE_DIR) / "tests/transcripts";

std::vector<std::string> scenarios() {
  std::vector<std::string> names;
  for (const auto& entry : fs::recursive_directory_iterator(kFolder)) {
    if (entry.path().extension() == ".txtar")
      names.push_back(fs::relative(entry.path(), kFolder).generic_string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

/// `sqlite/main_story.txtar` -> `sqlite_main_story`: what GoogleTest takes for a name.
std::string test_name(const testing::TestParamInfo<std::string>& info) {
  std::string name = info.param.substr(0, info.param.rfind('.'));
  std::replace_if(
      name.begin(), name.end(), [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
  return name;
}

class TranscriptTest : public testing::TestWithParam<std::string> {};

TEST_P(TranscriptTest, Holds) {
  const auto engine = server_engines().find(GetParam().substr(0, GetParam().find('/')));
  if (engine == server_engines().end()) return run_transcript(kFolder / GetParam(), DBTOOL_BINARY);
  const std::unique_ptr<ScenarioDatabase> database = engine->second();
  if (!database) GTEST_SKIP() << "no server for " << engine->first;
  run_transcript(kFolder / GetParam(), DBTOOL_BINARY, database->variables(), database->features());
}

INSTANTIATE_TEST_SUITE_P(All, TranscriptTest, testing::ValuesIn(scenarios()), test_name);

}  // namespace
}  // namespace dbtool::test
