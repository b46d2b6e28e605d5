#include "ops/routine_signature.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace dbtool::ops {
namespace {

TEST(RoutineSignatureTest, IsWhatCallersSee) {
  const auto signature = routine_signature(
      "CREATE FUNCTION app.\"F\"(IN a Integer DEFAULT max(1, 2), b numeric(10, 2) = 0, -- c\n VARIADIC c "
      "text[])\n"
      "  RETURNS SETOF text LANGUAGE sql AS $$ SELECT ')' $$");
  ASSERT_TRUE(signature);
  EXPECT_EQ(signature->arguments,
            (std::vector<std::string>{"in a integer", "b numeric ( 10 , 2 )", "variadic c text [ ]"}));
  EXPECT_EQ(signature->result, "setof text");
}

TEST(RoutineSignatureTest, MayBeEmpty) {
  EXPECT_EQ(routine_signature("create or replace procedure p() language sql begin atomic end"),
            RoutineSignature());
  EXPECT_EQ(routine_signature("CREATE DEFINER=a@b PROCEDURE p()"), RoutineSignature());
  EXPECT_EQ(routine_signature("CREATE FUNCTION f() RETURNS trigger AS 'x'")->result, "trigger");
}

TEST(RoutineSignatureTest, IsNotThatOfAnythingElse) {
  for (const std::string sql :
       {"", "CREATE VIEW v AS SELECT 1", "DROP FUNCTION f()", "CREATE OR", "CREATE FUNCTION f"}) {
    EXPECT_FALSE(routine_signature(sql)) << sql;
  }
}

TEST(RoutineSignatureTest, MakesAReplacement) {
  EXPECT_EQ(as_replacement("-- why\ncreate  FUNCTION f()"), "-- why\ncreate  OR REPLACE FUNCTION f()");
  EXPECT_EQ(as_replacement("CREATE OR REPLACE FUNCTION f()"), "CREATE OR REPLACE FUNCTION f()");
  EXPECT_EQ(as_replacement(""), "");
  EXPECT_EQ(without_replacement("create or  replace function f()"), "create function f()");
  EXPECT_EQ(without_replacement("CREATE FUNCTION f()"), "CREATE FUNCTION f()");
}

}  // namespace
}  // namespace dbtool::ops
