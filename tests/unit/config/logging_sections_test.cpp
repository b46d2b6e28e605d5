#include "config/logging_sections.h"

#include <gtest/gtest.h>

#include "error_of.h"

namespace dbtool::config {
namespace {

struct LoggingCase {
  std::string name;
  std::string text;
  LoggingConfig want;
};

TEST(LoggingSectionsTest, AreReadAsFarAsTheyConcernDbtool) {
  const std::string lists =
      "[loggers]\nkeys = root, own\n[handlers]\nkeys = console\n[formatters]\nkeys = f\n";
  const LoggingCase cases[] = {
      {"NoSections", "", {}},
      {"Levels",
       lists + "[logger_root]\nlevel = ERROR\nhandlers = console\n[logger_own]\nlevel = debug\nqualname = "
               "alembic\n"
               "[handler_console]\nclass = StreamHandler\nargs = (sys.stdout,)\nlevel = WARN\nformatter = f\n"
               "[formatter_f]\nformat = %(message)s!\n",
       {.root = LogLevel::kError,
        .alembic = LogLevel::kDebug,
        .handler = LogLevel::kWarning,
        .stream = LogStream::kStdout,
        .format = "%(message)s!",
        .datefmt = ""}},
      {"LevelOfTheRootIsInherited",
       lists +
           "[logger_root]\nlevel = CRITICAL\nhandlers =\n[logger_own]\nlevel = NOTSET\nqualname = alembic\n",
       {.root = LogLevel::kCritical, .alembic = LogLevel::kCritical, .stream = LogStream::kNone}},
      {"HandlerOfItsOwn",
       lists + "[logger_root]\nhandlers = other\n[logger_own]\nhandlers = console\nqualname = alembic\n"
               "[handler_console]\nclass = logging.NullHandler\n",
       {.alembic = LogLevel::kWarning, .stream = LogStream::kNone, .format = "%(message)s", .datefmt = ""}},
  };
  for (const LoggingCase& c : cases) {
    std::vector<ConfigWarning> warnings;
    EXPECT_EQ(read_logging(IniFile::parse(c.text, "x.ini"), warnings), c.want) << c.name;
    EXPECT_TRUE(warnings.empty()) << c.name;
  }
}

TEST(LoggingSectionsTest, WarnOfAHandlerThatWritesElsewhere) {
  std::vector<ConfigWarning> warnings;
  const IniFile ini = IniFile::parse(
      "[loggers]\nkeys=root\n[logger_root]\nhandlers=file\n[handler_file]\nclass = "
      "FileHandler\nargs=('a.log',)\n",
      "x.ini");
  EXPECT_EQ(read_logging(ini, warnings).stream, LogStream::kStderr);
  ASSERT_EQ(warnings.size(), 1U);
  EXPECT_EQ(warnings[0].message, "[handler_file]: a FileHandler is not supported; log lines go to stderr");
  EXPECT_EQ(warnings[0].location.line, 6U);
}

TEST(LoggingSectionsTest, RefuseALevelThatDoesNotExist) {
  std::vector<ConfigWarning> warnings;
  const IniFile ini = IniFile::parse("[loggers]\nkeys=root\n[logger_root]\nlevel = LOUD\n", "x.ini");
  const Error error = error_of([&] { return read_logging(ini, warnings); });
  EXPECT_EQ(error.location().line, 4U);
  EXPECT_NE(error.message().find("'LOUD' is not a valid value for level of [logger_root]"),
            std::string::npos);
}

}  // namespace
}  // namespace dbtool::config
