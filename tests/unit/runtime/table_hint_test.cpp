#include "runtime/table_hint.h"

#include <functional>
#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "dialects/registry.h"
#include "runtime/journal_table.h"
#include "runtime/version_table.h"
#include "support/faulty_connection.h"

namespace dbtool::runtime {
namespace {

using test::AfterFault;
using test::FaultyConnection;

class TableHintTest : public testing::Test {
 protected:
  [[nodiscard]] std::unique_ptr<Connection> connect() const {
    return dialect_.connect(DatabaseUrl::parse("sqlite://"), {});
  }

  static std::string hint_of(const std::function<void()>& ask) {
    try {
      ask();
    } catch (const Error& error) {
      return error.hint();
    }
    ADD_FAILURE() << "nothing was wrong";
    return {};
  }

  const Dialect& dialect_ = dialects::find_dialect("sqlite");
  VersionTable versions_{dialect_, {"", "alembic_version"}};
  JournalTable journal_{dialect_, QualifiedName{"", "dbtool_history"}};
};

TEST_F(TableHintTest, AViewOfTheNameMayBeAWrongName) {
  const auto connection = connect();
  connection->execute("CREATE VIEW alembic_version AS SELECT 1");
  connection->execute("CREATE VIEW dbtool_history AS SELECT 1");
  EXPECT_EQ(hint_of([&] { static_cast<void>(versions_.read(*connection)); }),
            "'alembic_version' is what 'version_table' in alembic.ini says; is it Alembic's?");
  EXPECT_EQ(hint_of([&] { static_cast<void>(journal_.exists(*connection)); }),
            "'history_table' in alembic.ini names the journal's table; empty: none is kept");
}

TEST_F(TableHintTest, ATableWithOtherColumnsMayBeAWrongName) {
  const auto connection = connect();
  connection->execute("CREATE TABLE alembic_version (other TEXT)");
  EXPECT_EQ(hint_of([&] { static_cast<void>(versions_.read(*connection)); }),
            "'alembic_version' is what 'version_table' in alembic.ini says; is it Alembic's?");
}

TEST_F(TableHintTest, WhatHasAHintKeepsIt) {
  const Error refused(ErrorCode::kDatabase, "refused");
  EXPECT_TRUE(may_be_misnamed(refused));
  EXPECT_FALSE(may_be_misnamed(Error(refused).with_hint("run the command again")));
}

TEST_F(TableHintTest, ALostConnectionIsNone) {
  FaultyConnection dead(connect(), 0, AfterFault::kDead);
  EXPECT_EQ(hint_of([&] { static_cast<void>(versions_.read(dead)); }), "");
  EXPECT_EQ(hint_of([&] { static_cast<void>(versions_.read_existing(dead)); }), "");
  EXPECT_EQ(hint_of([&] { static_cast<void>(journal_.exists(dead)); }), "");
}

}  // namespace
}  // namespace dbtool::runtime
