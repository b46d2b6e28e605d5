#include "unit/revision/graph_support.h"

namespace dbtool::test {
namespace {

struct IdCase {
  std::string name;
  std::string id;
  std::string message;
};

class BadIdTest : public testing::TestWithParam<IdCase> {};

TEST_P(BadIdTest, IsRefused) {
  const Error error = error_of([] { validate_new_revision_id(GetParam().id); });
  EXPECT_EQ(error.code(), ErrorCode::kRevision);
  EXPECT_EQ(error.message(), GetParam().message);
}

INSTANTIATE_TEST_SUITE_P(
    All, BadIdTest,
    testing::Values(IdCase{"Empty", "", "a revision identifier may not be empty"},
                    IdCase{"Forbidden", "a@b-c+d:e",
                           "Character(s) '+, -, :, @' not allowed in revision identifier 'a@b-c+d:e'"},
                    IdCase{"TooLong", std::string(33, 'a'),
                           "revision identifier '" + std::string(33, 'a') + "' is 33 characters long"},
                    IdCase{"Keyword", "heads", "revision identifier 'heads' has a meaning of its own"},
                    IdCase{"Dot", ".", "revision identifier '.' may not begin with '.'"},
                    IdCase{"Hidden", ".a", "revision identifier '.a' may not begin with '.'"},
                    IdCase{"Up", "../x", "revision identifier '../x' may not begin with '.'"},
                    IdCase{"Init", "__init__2",
                           "revision identifier '__init__2' may not begin with '__init__'"},
                    IdCase{"NotUtf8", "a\xff",
                           "revision identifier 'a\\xff' has a character that no file name should have"},
                    IdCase{"Option", "-x", "Character(s) '-' not allowed in revision identifier '-x'"},
                    IdCase{"Path", "x/../y",
                           "revision identifier 'x/../y' has a character that no file name should have"},
                    IdCase{"Newline", "a\nb",
                           "revision identifier 'a\\nb' has a character that no file name should have"}),
    [](const auto& row) { return row.param.name; });

TEST(RevisionIdTest, AcceptsWhatPeopleUse) {
  for (const char* id : {"e517276bb1c2", "0001", "2026_11_22.users", "añadir"}) {
    EXPECT_NO_THROW(validate_new_revision_id(id)) << id;
  }
  EXPECT_NO_THROW(validate_new_revision_id(std::string(32, 'a')));
}

TEST(RevisionIdTest, TheSummaryEndsAtTheFirstBlankLine) {
  EXPECT_EQ(summary({.message = "one\ntwo\n\nthree"}), "one\ntwo");
  EXPECT_EQ(summary({.message = "one"}), "one");
}

}  // namespace
}  // namespace dbtool::test
