// Every input that a fuzzer has found interesting, or that once was trouble, as an ordinary test.

#include <filesystem>
#include <iostream>

#include <gtest/gtest.h>

#include "base/files.h"
#include "dbtool/error.h"
#include "fuzz/targets.h"

namespace dbtool::fuzz {
namespace {

namespace fs = std::filesystem;

TEST(FuzzReplayTest, NoInputDoesMoreThanBeingRefused) {
  std::size_t inputs = 0;
  for (const Target& target : targets()) {
    const fs::path folder = fs::path(DBTOOL_SOURCE_DIR) / "tests" / "fuzz" / "corpus" / target.name;
    ASSERT_TRUE(fs::is_directory(folder)) << folder;
    for (const auto& file : fs::directory_iterator(folder)) {
      SCOPED_TRACE(file.path().string());
      try {
        target.run(base::read_file(file.path().string()));
      } catch (const Error& error) {
        EXPECT_NE(error.code(), ErrorCode::kInternal) << error.what();
      }
      ++inputs;
    }
  }
  std::cout << inputs << " inputs\n";
  EXPECT_GT(inputs, 0U);
}

}  // namespace
}  // namespace dbtool::fuzz
