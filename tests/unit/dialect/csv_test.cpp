#include "dialect/csv.h"

#include <gtest/gtest.h>

namespace dbtool::dialect {
namespace {

std::vector<CsvRecord> read_all(std::string_view text) {
  CsvReader reader(text, "t.csv");
  std::vector<CsvRecord> records;
  while (auto record = reader.next()) records.push_back(std::move(*record));
  return records;
}

struct CsvCase {
  std::string name;
  std::string text;
  std::vector<CsvRecord> want;
};

class CsvReaderTest : public testing::TestWithParam<CsvCase> {};

TEST_P(CsvReaderTest, Reads) { EXPECT_EQ(read_all(GetParam().text), GetParam().want); }

const CsvCase kCases[] = {
    {"Nothing", "", {}},
    {"LastLineWithoutEnd", "a,b\n1,2", {{"a", "b"}, {"1", "2"}}},
    {"EmptyIsNullAndQuotedEmptyIsNot", "a,,\"\"\n", {{"a", std::nullopt, ""}}},
    {"QuotesCommasAndLineEnds", "\"a \"\"b\"\"\",\"1,2\",\"x\ny\"\n", {{"a \"b\"", "1,2", "x\ny"}}},
    {"CarriageReturns", "a\r\nb\rc\r\n", {{"a"}, {"b"}, {"c"}}},
    {"EmptyLinesAndMark",
     "\xEF\xBB\xBF"
     "a\n\n\nb\n",
     {{"a"}, {"b"}}},
    {"BlanksAreData", " a , b\n", {{" a ", " b"}}},
    {"CommaAtTheEnd", "a,\n", {{"a", std::nullopt}}},
};

INSTANTIATE_TEST_SUITE_P(Texts, CsvReaderTest, testing::ValuesIn(kCases),
                         [](const auto& each) { return each.param.name; });

TEST(CsvReaderTest, RefusesBrokenQuotes) {
  for (const char* text : {"\"a", "\"a\"b", "a\"b\""}) EXPECT_THROW(read_all(text), Error) << text;
}

TEST(CsvReaderTest, CountsLinesInsideQuotes) {
  CsvReader reader("\"a\nb\"\nc\n", "t.csv");
  (void)reader.next();
  EXPECT_EQ(reader.location().line, 1U);
  (void)reader.next();
  EXPECT_EQ(reader.location().line, 3U);
}

}  // namespace
}  // namespace dbtool::dialect
