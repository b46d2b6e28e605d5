#include <chrono>

#include <gtest/gtest.h>

#include "dbtool/event.h"

namespace dbtool {
namespace {

TEST(EventTest, TheContextIsToldAsAlembicTellsIt) {
  EXPECT_EQ(to_remark(ContextReady{"SQLiteImpl", true}).text,
            "Context impl SQLiteImpl.\nWill assume transactional DDL.");
  EXPECT_EQ(to_remark(ContextReady{"MySQLImpl", false, true}).text,
            "Context impl MySQLImpl.\nGenerating static SQL\nWill assume non-transactional DDL.");
}

TEST(EventTest, AStepNamesWhereItComesFromAndGoesTo) {
  const RevisionStep step{
      .kind = StepKind::kUpgrade, .revision = "b", .from = {"a"}, .to = {"b"}, .summary = "more"};
  const Remark remark = to_remark(StepStarted{step, 1, 1});
  EXPECT_EQ(remark.text, "Running upgrade a -> b, more");
  EXPECT_EQ(remark.logger, "alembic.runtime.migration");
  EXPECT_EQ(remark.severity, Severity::kInfo);
}

TEST(EventTest, AStatementIsForDebugging) {
  const Remark remark = to_remark(StatementFinished{"SELECT 1", std::chrono::microseconds(1540)});
  EXPECT_EQ(remark.text, "SELECT 1 [1.5 ms]");
  EXPECT_EQ(remark.severity, Severity::kDebug);
}

}  // namespace
}  // namespace dbtool
