#include "config/post_write_hooks.h"

#include <gtest/gtest.h>

namespace dbtool::config {
namespace {

TEST(PostWriteHooksTest, AreListedInOrderWithTheirOptions) {
  const IniFile ini = IniFile::parse(
      "[post_write_hooks]\nhooks = fmt, Lint\nlint.type = exec\nlint.executable = %(here)s/lint\n"
      "fmt.type = console_scripts\nfmt.entrypoint = black\nfmt.options = -l 79 REVISION_SCRIPT_FILENAME\n"
      "unused.type = exec\n",
      "x.ini", {{"here", "/p"}});
  const std::vector<PostWriteHook> want = {
      {.name = "fmt",
       .type = "console_scripts",
       .options = {{"entrypoint", "black"}, {"options", "-l 79 REVISION_SCRIPT_FILENAME"}}},
      {.name = "Lint", .type = "exec", .options = {{"executable", "/p/lint"}}},
  };
  EXPECT_EQ(read_post_write_hooks(ini), want);
}

TEST(PostWriteHooksTest, AreNoneWithoutTheSectionOrTheList) {
  EXPECT_TRUE(read_post_write_hooks(IniFile::parse("[alembic]\n", "x.ini")).empty());
  EXPECT_TRUE(read_post_write_hooks(IniFile::parse("[post_write_hooks]\na.type=exec\n", "x.ini")).empty());
}

TEST(PostWriteHooksTest, LeaveAMissingTypeToWhoRunsThem) {
  const IniFile ini = IniFile::parse("[post_write_hooks]\nhooks=a\n", "x.ini");
  EXPECT_EQ(read_post_write_hooks(ini),
            (std::vector<PostWriteHook>{{.name = "a", .type = "", .options = {}}}));
}

}  // namespace
}  // namespace dbtool::config
