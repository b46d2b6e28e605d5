#include "dbtool/statement.h"

#include <gtest/gtest.h>

namespace dbtool {
namespace {

const Location kPlace{.file = "ae10.yaml", .line = 7, .column = 9};

TEST(StatementTest, AByteOfVerbatimTextIsAPlaceInTheFile) {
  const Statement statement{.text = "SELECT\n  x\nFROM t", .location = kPlace, .verbatim = true, .margin = 8};
  struct Row {
    std::size_t offset;
    Location want;
  };
  for (const Row& row :
       {Row{0, {"ae10.yaml", 7, 9}}, Row{3, {"ae10.yaml", 7, 12}}, Row{9, {"ae10.yaml", 8, 11}},
        Row{11, {"ae10.yaml", 9, 9}}, Row{16, {"ae10.yaml", 9, 14}}}) {
    EXPECT_EQ(location_of(statement, row.offset), row.want) << row.offset;
  }
}

TEST(StatementTest, CompiledTextHasItsOperationsPlace) {
  const Statement statement{.text = "CREATE TABLE t (\n x)", .location = kPlace};
  EXPECT_EQ(location_of(statement, 18), kPlace);
}

TEST(StatementTest, WhatHasNoPlaceGetsNone) {
  const Statement statement{.text = "SELECT 1", .verbatim = true};
  EXPECT_EQ(location_of(statement, 4), Location{});
}

TEST(StatementTest, TheDataOfAStatementEndsWithALineOfItsOwn) {
  EXPECT_EQ(terminated({.text = "COPY t FROM stdin;\n1\n", .has_data = true}), "COPY t FROM stdin;\n1\n\\.");
  EXPECT_EQ(terminated({.text = "COPY t FROM stdin;\n1", .has_data = true}), "COPY t FROM stdin;\n1\n\\.");
}

}  // namespace
}  // namespace dbtool
