#include "script/file_name.h"

#include <string>

#include <gtest/gtest.h>

#include "unit/base/thrown_error.h"

namespace dbtool::script {
namespace {

const FileNameValues kValues = {
    .revision = "ae10",
    .slug = "größe_x",
    .epoch = 1795357800,
    .time = {.year = 2026, .month = 3, .day = 7, .hour = 4, .minute = 5, .second = 59}};

struct NameCase {
  std::string name;
  std::string file_template;
  std::string want;
};

class FileName : public testing::TestWithParam<NameCase> {};

TEST_P(FileName, IsFormattedAsInPython) {
  EXPECT_EQ(expand_file_template(GetParam().file_template, kValues), GetParam().want);
}

INSTANTIATE_TEST_SUITE_P(
    FileNameTest, FileName,
    testing::Values(
        NameCase{"Default", std::string(kDefaultFileTemplate), "ae10_größe_x"},
        NameCase{"Alembics", "%(year)d_%(month).2d_%(day).2d_%(hour).2d%(minute).2d-%(rev)s_%(slug)s",
                 "2026_03_07_0405-ae10_größe_x"},
        NameCase{"Epoch", "%(epoch)s_%(epoch)d", "1795357800_1795357800"},
        NameCase{"ZeroPadded", "%(month)02d%(day)03i%(second)d", "0300759"},
        NameCase{"Flags", "[%(month)-3d|%(month)+d|%(month) d|%(month)4d]", "[3  |+3| 3|   3]"},
        NameCase{"TextWidths", "[%(rev)6s|%(rev)-6s|%(rev).2s|%(slug).3s]", "[  ae10|ae10  |ae|grö]"},
        NameCase{"NumberAsText", "%(month)s", "3"}, NameCase{"Percent", "100%%_%(rev)s", "100%_ae10"},
        NameCase{"Folders", "%(year)d/%(month).2d/%(rev)s", "2026/03/ae10"}),
    [](const testing::TestParamInfo<NameCase>& row) { return row.param.name; });

TEST(FileNameTest, RefusesTemplatesThatAreWrong) {
  for (const std::string file_template :
       {"%(slog)s", "%(rev)", "%(rev", "%rev", "%(rev)d", "%(year)x", "%", "%(year)999999999999999999999d",
        "../%(rev)s", "/tmp/%(rev)s", "a//%(rev)s", "%(rev)s/", "./%(rev)s", ""}) {
    SCOPED_TRACE(file_template);
    const Error error = base::thrown_error([&] { (void)expand_file_template(file_template, kValues); });
    EXPECT_EQ(error.code(), ErrorCode::kConfig);
  }
}

TEST(FileNameTest, RefusesNamesThatTheLoaderPassesOver) {
  for (const std::string name : {".%(rev)s", "__init__%(rev)s", ".%(rev)s/x", "__pycache__/x"}) {
    EXPECT_EQ(base::thrown_error([&] { (void)expand_file_template(name, {.revision = "a"}); }).code(),
              ErrorCode::kConfig)
        << name;
  }
  EXPECT_EQ(expand_file_template("a.%(rev)s", {.revision = "a"}), "a.a");
}

TEST(FileNameTest, SuggestsTheNearestToken) {
  const Error error = base::thrown_error([] { (void)expand_file_template("%(slog)s", kValues); });
  EXPECT_STREQ(error.what(), "'%(slog)s' is no file_template: unknown token 'slog'; did you mean 'slug'?");
}

TEST(FileNameTest, RefusesAnIdThatIsAPath) {
  FileNameValues values = kValues;
  values.revision = "../../x";
  EXPECT_EQ(base::thrown_error([&] { (void)expand_file_template("%(rev)s", values); }).code(),
            ErrorCode::kUsage);
}

}  // namespace
}  // namespace dbtool::script
