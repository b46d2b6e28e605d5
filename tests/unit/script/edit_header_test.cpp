#include "script/edit_header.h"

#include <string>

#include <gtest/gtest.h>

#include "unit/base/thrown_error.h"

namespace dbtool::script {
namespace {

struct EditCase {
  std::string name;
  ScriptFormat format;
  std::string before;
  std::vector<RevisionId> down_revisions;
  std::string after;
};

class EditHeaderTest : public testing::TestWithParam<EditCase> {};

TEST_P(EditHeaderTest, ChangesTheOneKey) {
  const EditCase& c = GetParam();
  EXPECT_EQ(with_down_revisions(c.before, c.format, c.down_revisions, "s"), c.after);
}

constexpr ScriptFormat kYaml = ScriptFormat::kYaml;
constexpr ScriptFormat kSql = ScriptFormat::kSql;

INSTANTIATE_TEST_SUITE_P(
    Cases, EditHeaderTest,
    testing::Values(
        EditCase{"Plain",
                 kYaml,
                 "revision: a\ndown_revision: b\nupgrade: []\n",
                 {"c"},
                 "revision: a\ndown_revision: c\nupgrade: []\n"},
        EditCase{
            "Null", kYaml, "revision: a\ndown_revision: null\n", {"c"}, "revision: a\ndown_revision: c\n"},
        EditCase{
            "ToBase", kYaml, "revision: a\ndown_revision: b\n", {}, "revision: a\ndown_revision: null\n"},
        EditCase{"Missing",
                 kYaml,
                 "# mine\nrevision: a\nmessage: m\n",
                 {"c"},
                 "# mine\nrevision: a\ndown_revision: c\nmessage: m\n"},
        EditCase{"Comment",
                 kYaml,
                 "revision: a\ndown_revision: b  # was c\nmessage: m\n",
                 {"c"},
                 "revision: a\ndown_revision: c  # was c\nmessage: m\n"},
        EditCase{"BlockList",
                 kYaml,
                 "revision: a\ndown_revision:\n  - b\n  - c\nmessage: m\n",
                 {"d"},
                 "revision: a\ndown_revision: d\nmessage: m\n"},
        EditCase{"CarriageReturns",
                 kYaml,
                 "revision: a\r\ndown_revision: b\r\n",
                 {"c"},
                 "revision: a\r\ndown_revision: c\r\n"},
        EditCase{"IdThatLooksLikeANumber",
                 kYaml,
                 "revision: a\ndown_revision: b\n",
                 {"12e4"},
                 "revision: a\ndown_revision: \"12e4\"\n"},
        EditCase{"Sql",
                 kSql,
                 "-- revision: a\n-- down_revision: b\n\n-- upgrade\n-- down_revision: x\n",
                 {"c"},
                 "-- revision: a\n-- down_revision: c\n\n-- upgrade\n-- down_revision: x\n"},
        EditCase{"SqlMissing",
                 kSql,
                 "-- revision: a\r\n-- upgrade\r\n",
                 {"c"},
                 "-- revision: a\r\n-- down_revision: c\r\n-- upgrade\r\n"}),
    [](const auto& row) { return row.param.name; });

TEST(EditHeaderErrorTest, LeavesAloneWhatItCannotTellApart) {
  const Error error = base::thrown_error([] {
    (void)with_down_revisions("{revision: a, down_revision: b}\n", ScriptFormat::kYaml, {"c"}, "s.yaml");
  });
  EXPECT_EQ(error.message(), "the script's 'down_revision' is written in a way that cannot be changed here");
  EXPECT_EQ(error.hint(), "write 'down_revision: c' by hand");
}

}  // namespace
}  // namespace dbtool::script
