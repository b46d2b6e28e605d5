#include "runtime/script_library.h"

#include <memory>

#include <gtest/gtest.h>

#include "base/files.h"
#include "script/directory_source.h"
#include "unit/base/temp_dir.h"

namespace dbtool::runtime {
namespace {

/// Between the two somebody may have mended the file.
TEST(ScriptLibraryTest, ATextIsOfTheSameReadingAsItsHeaderAndTheNextOneOfTheFile) {
  const base::TempDir folder;
  const auto path = folder / "a.yaml";
  base::write_file_atomically(path, "revision: a\nupgrade: []\n");
  const ScriptLibrary library(std::make_unique<script::DirectorySource>(
      script::DirectoryOptions{.script_location = folder.path(), .locations = {folder.path()}}));
  base::write_file_atomically(path, "revision: a\nupgrade: [{drop_table: {name: t}}]\n");
  EXPECT_EQ(library.text(0), "revision: a\nupgrade: []\n");
  EXPECT_EQ(library.text(0), "revision: a\nupgrade: [{drop_table: {name: t}}]\n");
  EXPECT_EQ(library.header(0).text, "");
}

}  // namespace
}  // namespace dbtool::runtime
