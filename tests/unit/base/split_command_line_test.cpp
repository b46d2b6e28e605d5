#include <gtest/gtest.h>

#include "base/subprocess.h"
#include "thrown_error.h"

namespace dbtool::base {
namespace {

// The wanted words are what Python's shlex.split returns.
TEST(SplitCommandLineTest, SplitsAsShlexDoes) {
  struct Case {
    std::string_view line;
    std::vector<std::string> want;
  };
  const Case cases[] = {
      {"", {}},
      {"  \t\n", {}},
      {"black -l 79 FILE", {"black", "-l", "79", "FILE"}},
      {"a 'b c' \"d e\"", {"a", "b c", "d e"}},
      {"a''b \"\" ''", {"ab", "", ""}},
      {"a\\ b \\'", {"a b", "'"}},
      {"'a\\b'", {"a\\b"}},
      {"\"a\\\"b\\\\c\\d\"", {"a\"b\\c\\d"}},
      {"x=\"$HOME\"y", {"x=$HOMEy"}},
      {"a#b #c", {"a#b", "#c"}},
      {"a;b|c&", {"a;b|c&"}},
  };
  for (const Case& c : cases) EXPECT_EQ(split_command_line(c.line, ErrorCode::kConfig), c.want) << c.line;
}

TEST(SplitCommandLineTest, RefusesWhatIsNotFinished) {
  const auto message = [](std::string_view line) {
    const Error error =
        thrown_error([&] { static_cast<void>(split_command_line(line, ErrorCode::kScript)); });
    EXPECT_EQ(error.code(), ErrorCode::kScript);
    return error.message();
  };
  EXPECT_EQ(message("a 'b"), "No closing quotation in command 'a 'b'");
  EXPECT_EQ(message("a \"b\\"), "No closing quotation in command 'a \"b\\'");
  EXPECT_EQ(message("a\\"), "No escaped character in command 'a\\'");
}

}  // namespace
}  // namespace dbtool::base
