#include "ops/definer.h"

#include <string>

#include <gtest/gtest.h>

namespace dbtool::ops {
namespace {

TEST(DefinerTest, IsFoundAtTheHeadOfAStatement) {
  for (const auto& [sql, clause] : std::initializer_list<std::pair<const char*, const char*>>{
           {"CREATE DEFINER=app@localhost TRIGGER tr", "DEFINER=app@localhost"},
           {"create or replace definer = `app`@`%` procedure p()", "definer = `app`@`%`"},
           {"CREATE DEFINER='a b' @ 'x' VIEW v", "DEFINER='a b' @ 'x'"},
           {"CREATE DEFINER=CURRENT_USER() FUNCTION f()", "DEFINER=CURRENT_USER()"},
           {"/* c */ CREATE DEFINER=admin FUNCTION f()", "DEFINER=admin"},
           {"CREATE TRIGGER definer BEFORE INSERT", ""},
           {"SELECT 1", ""},
           {"", ""}}) {
    EXPECT_EQ(definer_clause(sql), clause) << sql;
  }
  EXPECT_EQ(definer_account("DEFINER=`app`@'localhost'"), "app@localhost");
  EXPECT_EQ(definer_account(""), "");
}

TEST(DefinerTest, IsTakenAwayAndPassedOn) {
  EXPECT_EQ(without_definer("CREATE DEFINER=`a`@`b`\n  TRIGGER tr"), "CREATE TRIGGER tr");
  EXPECT_EQ(without_definer("CREATE TRIGGER tr"), "CREATE TRIGGER tr");
  const std::string other = "CREATE DEFINER=`a`@`b` FUNCTION f() RETURNS INT RETURN 1";
  EXPECT_EQ(with_definer_of("CREATE OR REPLACE FUNCTION f()", other),
            "CREATE OR REPLACE DEFINER=`a`@`b` FUNCTION f()");
  EXPECT_EQ(with_definer_of("CREATE DEFINER=c@d FUNCTION f()", other), "CREATE DEFINER=c@d FUNCTION f()");
  EXPECT_EQ(with_definer_of("CREATE FUNCTION f()", "CREATE FUNCTION f()"), "CREATE FUNCTION f()");
}

}  // namespace
}  // namespace dbtool::ops
