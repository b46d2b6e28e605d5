#include "script/python_revision.h"

#include <gtest/gtest.h>

namespace dbtool::script {
namespace {

TEST(PythonRevisionTest, FindsTheDeclaredId) {
  EXPECT_EQ(
      python_revision_id("\"\"\"m\n\nRevision ID: x\n\"\"\"\nrevision = 'ae10'\ndown_revision = None\n"),
      "ae10");
  EXPECT_EQ(python_revision_id("revision: str = \"ae10\"  # id\r\n"), "ae10");
  EXPECT_EQ(python_revision_id("revision='ae10'"), "ae10");
}

TEST(PythonRevisionTest, FindsNoneElsewhere) {
  EXPECT_EQ(python_revision_id(""), std::nullopt);
  EXPECT_EQ(python_revision_id("down_revision = 'a'\n  revision = 'b'\nrevisions = 'c'\n"), std::nullopt);
  EXPECT_EQ(python_revision_id("revision = make_id()\nrevision = 'open\n"), std::nullopt);
}

}  // namespace
}  // namespace dbtool::script
