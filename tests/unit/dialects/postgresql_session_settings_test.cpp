#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "dialects/postgresql/session_settings.h"

namespace dbtool::dialects::postgresql {
namespace {

struct Case {
  std::string name;
  std::string sql;
  std::vector<std::string> resets;
};

class SessionResets : public testing::TestWithParam<Case> {};

TEST_P(SessionResets, TakeBackWhatLasts) { EXPECT_EQ(session_resets(GetParam().sql), GetParam().resets); }

INSTANTIATE_TEST_SUITE_P(
    PostgresqlTest, SessionResets,
    testing::Values(
        Case{"Setting", "SET search_path TO a, b", {"RESET search_path"}},
        Case{"Comment", "-- why\nset /* it */ search_path = a", {"RESET search_path"}},
        Case{"Local", "SET LOCAL work_mem = '1GB'", {"RESET work_mem"}},
        Case{"Session", "SET SESSION work_mem TO DEFAULT", {"RESET work_mem"}},
        Case{"OwnSetting", "SET app.user_id TO '7'", {"RESET app.user_id"}},
        Case{"Quoted", "SET \"App\".\"x\" TO 1", {"RESET \"App\".\"x\""}},
        Case{"Role", "SET ROLE admin", {"RESET ROLE"}},
        Case{"LocalRole", "SET LOCAL ROLE admin", {"RESET ROLE"}},
        Case{"Authorization", "SET SESSION AUTHORIZATION admin", {"RESET SESSION AUTHORIZATION"}},
        Case{"LocalAuthorization", "SET LOCAL SESSION AUTHORIZATION admin", {"RESET SESSION AUTHORIZATION"}},
        Case{"Schema", "SET SCHEMA 'a'", {"RESET search_path"}},
        Case{"TimeZone", "SET TIME ZONE 'UTC'", {"RESET TimeZone"}},
        Case{"Names", "SET NAMES 'UTF8'", {"RESET client_encoding"}},
        Case{"Function", "SELECT pg_catalog.set_config('search_path', '', false)", {"RESET search_path"}},
        Case{"Functions",
             "SELECT set_config('role', 'a', true), set_config('app.x', 'b', false)",
             {"RESET role", "RESET app.x"}},
        Case{"With",
             "WITH x AS (SELECT set_config('search_path', 'a', false)) SELECT * FROM x",
             {"RESET search_path"}},
        Case{"Insert", "INSERT INTO t SELECT set_config('app.x', 'a', false)", {"RESET app.x"}},
        Case{"Block",
             "DO LANGUAGE plpgsql $x$ BEGIN PERFORM set_config('search_path', 'a', false); END $x$",
             {"RESET search_path"}},
        Case{"SetInBlock",
             "DO $$ BEGIN SET LOCAL search_path TO a; UPDATE t SET role = 1, a = 2; SET ROLE x; END $$",
             {"RESET search_path", "RESET ROLE"}},
        Case{"BodyOfFunction",
             "CREATE FUNCTION f() RETURNS text LANGUAGE sql AS $$ SELECT set_config('a.b', 'c', false) $$",
             {}},
        Case{"Timeout", "SET statement_timeout = 0", {}},
        Case{"Transaction", "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE", {}},
        Case{"Constraints", "SET CONSTRAINTS ALL DEFERRED", {}}, Case{"Update", "UPDATE t SET role = 1", {}},
        Case{"Empty", "", {}}, Case{"Alone", "SET", {}}),
    [](const testing::TestParamInfo<Case>& row) { return row.param.name; });

}  // namespace
}  // namespace dbtool::dialects::postgresql
