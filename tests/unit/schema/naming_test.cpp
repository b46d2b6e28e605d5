#include "schema/naming.h"

#include <gtest/gtest.h>

#include "dbtool/error.h"

namespace dbtool::schema {
namespace {

struct NamingCase {
  std::string_view kind;
  std::string pattern;
  std::string_view want;
  std::string_view given = {};
};

// What SQLAlchemy 2 makes of them, for a foreign key (a, b) of blog.post to user (id, no).
const NamingCase kNames[] = {
    {"uq", "uq_%(table_name)s_%(column_0_name)s", "uq_post_a"},
    {"uq", "uq_%(table_name)s_%(column_1_name)s", "uq_post_b"},
    {"uq", "uq_%(column_2_name)s", "uq_"},
    {"uq", "uq_%(column_0N_name)s", "uq_ab"},
    {"uq", "uq_%(column_0_N_name)s", "uq_a_b"},
    {"uq", "uq_%(column_0_N_key)s", "uq_a_b"},
    {"uq", "uq_%(column_0_key)s", "uq_a"},
    {"ix", "ix_%(column_0_label)s", "ix_blog_post_a"},
    {"ix", "ix_%(column_0_N_label)s", "ix_blog_post_a_blog_post_b"},
    {"fk", "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s", "fk_post_a_user"},
    {"fk", "fk_%(referred_column_0_name)s", "fk_id"},
    {"fk", "fk_%(referred_column_0_N_name)s", "fk_id_no"},
    {"ck", "ck_%(table_name)s_%(constraint_name)s", "ck_post_positive", "positive"},
    {"ck", "ck_%(table_name)s_%(constraint_name)s", "ck_post_positive", "ck_post_positive"},
    {"uq", "uq_%(table_name)s", "mine", "mine"},
    {"pk", "100%%_%(table_name)s", "100%_post"},
};

TEST(NamingTest, MakesTheNamesThatSqlalchemyMakes) {
  const Reference user{.table = "user", .columns = {"id", "no"}};
  for (const NamingCase& row : kNames) {
    SCOPED_TRACE(row.pattern);
    const NamingSubject subject{row.kind, {"blog", "post"}, {"a", "b"}, &user, row.given};
    EXPECT_EQ(conventional_name({{std::string(row.kind), row.pattern}}, subject), row.want);
  }
}

TEST(NamingTest, LeavesAloneWhatTheConventionDoesNotName) {
  const NamingSubject unnamed{"uq", {"", "post"}, {"a"}, nullptr, {}};
  EXPECT_EQ(conventional_name(default_naming_convention(), unnamed), "");
  EXPECT_EQ(conventional_name(default_naming_convention(), {"ix", {"", "user"}, {"a", "b"}, nullptr, {}}),
            "ix_user_a_b");
}

TEST(NamingTest, RefusesBadTemplates) {
  const NamingCase rows[] = {
      {"uq", "uq_%(colum_0_name)s",
       "bad naming convention 'uq_%(colum_0_name)s': unknown token 'colum_0_name'"},
      {"uq", "uq_%(column_1_N_name)s",
       "bad naming convention 'uq_%(column_1_N_name)s': unknown token 'column_1_N_name'"},
      {"uq", "uq_%s", "bad naming convention 'uq_%s': a '%' stands alone"},
      {"uq", "uq_%(table_name", "bad naming convention 'uq_%(table_name': a '%' stands alone"},
      {"unique", "x", "unknown kind 'unique' in naming_convention"},
  };
  for (const NamingCase& row : rows) {
    try {
      check_naming_template(row.kind, row.pattern);
      ADD_FAILURE() << row.pattern;
    } catch (const Error& error) {
      EXPECT_EQ(error.message(), row.want);
    }
  }
}

TEST(NamingTest, NeedsANameWhereTheTemplateAsksForOne) {
  const NamingConvention convention{{"ck", "ck_%(constraint_name)s"}};
  CheckConstraint check{.sql = "a > 0"};
  EXPECT_THROW(apply_convention(convention, {"", "post"}, check), Error);
  check.name = "positive";
  apply_convention(convention, {"", "post"}, check);
  EXPECT_EQ(check.name, "ck_positive");
}

TEST(NamingTest, ShortensNamesAsSqlalchemyDoes) {
  const std::string long_name = "uq_" + std::string(30, 't') + "_" + std::string(40, 'c') + "_d";
  EXPECT_EQ(shortened_name(long_name, 63),
            "uq_" + std::string(30, 't') + "_" + std::string(21, 'c') + "_7a29");
  EXPECT_EQ(shortened_name(std::string(63, 'x'), 63), std::string(63, 'x'));
  EXPECT_EQ(shortened_name(long_name, 0), long_name);
}

}  // namespace
}  // namespace dbtool::schema
