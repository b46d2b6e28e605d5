#include "cli/python_format.h"

#include <gtest/gtest.h>

namespace dbtool::cli {
namespace {

struct FormatCase {
  const char* format;
  const char* want;
};

TEST(PythonFormatTest, FillsInFieldsAsPythonDoes) {
  const FormatCase cases[] = {
      {"%(levelname)-5.5s [%(name)s] %(message)s", "WARNI [alembic] text"},
      {"%(short)-5.5s|", "INFO |"},
      {"%(short)6s|", "  INFO|"},
      {"%(short)s", "INFO"},
      {"100%% %(message)s", "100% text"},
      {"%(message)", "%(message)"},
      {"%(message", "%(message"},
      {"%d", "%d"},
      {"", ""},
  };
  const auto field = [](std::string_view name) -> std::string {
    if (name == "levelname") return "WARNING";
    if (name == "short") return "INFO";
    if (name == "name") return "alembic";
    return "text";
  };
  for (const FormatCase& test : cases) EXPECT_EQ(python_format(test.format, field), test.want) << test.format;
}

TEST(PythonFormatTest, AWidthIsBounded) {
  const auto field = [](std::string_view) { return std::string("x"); };
  EXPECT_LE(python_format("%(message)999999999999s", field).size(), 1000U);
}

}  // namespace
}  // namespace dbtool::cli
