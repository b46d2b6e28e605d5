#include "base/diagnostics.h"

#include <gtest/gtest.h>

#include "thrown_error.h"

namespace dbtool::base {
namespace {

/// What a reader of `{name, unique, columns}` complains of.
std::vector<std::string> complaints(std::string_view yaml) {
  const Node node = read_yaml(yaml, "a.yaml", ErrorCode::kScript);
  Diagnostics diagnostics("a.yaml", ErrorCode::kScript);
  MappingReader reader(node, "an index", diagnostics);
  static_cast<void>(reader.required_text("name"));
  static_cast<void>(reader.boolean("unique"));
  static_cast<void>(reader.texts("columns"));
  reader.finish();
  if (diagnostics.empty()) return {};
  const Error error = thrown_error([&] { diagnostics.throw_if_any(); });
  std::vector<std::string> result = {error.what()};
  for (const Error& other : error.more()) result.emplace_back(other.what());
  return result;
}

TEST(MappingReaderTest, ComplainsOfAllThatIsWrong) {
  using Complaints = std::vector<std::string>;
  EXPECT_EQ(complaints("{name: x, unique: true, columns: [a, 1]}"), Complaints{});
  EXPECT_EQ(complaints("{name: x, unique: , columns: }"), Complaints{});
  EXPECT_EQ(complaints("[a]"), Complaints{"a.yaml:1:1: an index has to be a mapping of keys, not a list"});
  EXPECT_EQ(complaints("{}"), Complaints{"a.yaml:1:1: an index needs 'name'"});
  EXPECT_EQ(complaints("{name: null}"), Complaints{"a.yaml:1:1: an index needs 'name'"});
  EXPECT_EQ(complaints("name: {}\nunique: 1\ncolumns: {}\nuniqe: 1\n"),
            (Complaints{"a.yaml:1:7: 'name' of an index has to be a text, not a mapping",
                        "a.yaml:2:9: 'unique' of an index has to be true or false, not a number",
                        "a.yaml:3:10: 'columns' of an index has to be a list of texts, not a mapping",
                        "a.yaml:4:1: unknown key 'uniqe' in an index; did you mean 'unique'?"}));
  EXPECT_EQ(complaints("name: x\ncolumns: [a, ~, [b]]\n"),
            (Complaints{"a.yaml:2:14: 'columns' of an index has to be a list of texts, not nothing",
                        "a.yaml:2:17: 'columns' of an index has to be a list of texts, not a list"}));
}

TEST(MappingReaderTest, ReturnsWhatIsThere) {
  const Node node =
      read_yaml("{id: 12e4, one: a, many: [a, 1], on: true, nil: null}", "a.yaml", ErrorCode::kScript);
  Diagnostics diagnostics("a.yaml", ErrorCode::kScript);
  MappingReader reader(node, "a thing", diagnostics);
  EXPECT_EQ(reader.required_text("id"), "12e4");
  EXPECT_EQ(reader.text("missing", "fallback"), "fallback");
  EXPECT_EQ(reader.text("nil", "fallback"), "fallback");
  EXPECT_EQ(reader.texts("one"), std::vector<std::string>{"a"});
  EXPECT_EQ(reader.texts("many"), (std::vector<std::string>{"a", "1"}));
  EXPECT_TRUE(reader.boolean("on"));
  EXPECT_TRUE(reader.boolean("missing", true));
  EXPECT_EQ(reader.require("id")->text(), "12e4");
  EXPECT_EQ(reader.optional("missing"), nullptr);
  reader.finish();
  EXPECT_TRUE(diagnostics.empty());
}

TEST(MappingReaderTest, ListsTheKeysWhereNoneIsNear) {
  const Node node = read_yaml("{colour: red}", "a.yaml", ErrorCode::kScript);
  Diagnostics diagnostics("a.yaml", ErrorCode::kScript);
  MappingReader reader(node, "an index", diagnostics);
  static_cast<void>(reader.optional("name"));
  static_cast<void>(reader.optional("unique"));
  reader.finish();
  const Error error = thrown_error([&] { diagnostics.throw_if_any(); });
  EXPECT_EQ(error.message(), "unknown key 'colour' in an index");
  EXPECT_EQ(error.hint(), "the keys of an index are name, unique");
}

TEST(DiagnosticsTest, ThrowsNothingIfNothingIsWrong) {
  EXPECT_NO_THROW(Diagnostics("a.yaml", ErrorCode::kModels).throw_if_any());
}

TEST(DiagnosticsTest, KeepsTwentyBesideTheFirst) {
  Diagnostics diagnostics("a.yaml", ErrorCode::kModels);
  for (std::size_t i = 1; i <= 1000; ++i) diagnostics.add({i, 1}, "wrong");
  const Error error = thrown_error([&] { diagnostics.throw_if_any(); });
  EXPECT_STREQ(error.what(), "a.yaml:1:1: wrong");
  EXPECT_EQ(error.code(), ErrorCode::kModels);
  ASSERT_EQ(error.more().size(), 20U);
  EXPECT_STREQ(error.more().back().what(), "a.yaml:21:1: wrong");
}

TEST(DiagnosticsTest, TakesOverErrorsWithTheirPlaceOrGivesThemOne) {
  Diagnostics diagnostics("a.yaml", ErrorCode::kModels);
  diagnostics.add(
      Error(ErrorCode::kIo, "no place").with_hint("h").with_more({Error(ErrorCode::kIo, "inner")}), {2, 3});
  diagnostics.add(Error(ErrorCode::kIo, "placed").at({.file = "b.sql", .line = 9}), {4, 5});
  const Error error = thrown_error([&] { diagnostics.throw_if_any(); });
  EXPECT_STREQ(error.what(), "a.yaml:2:3: no place");
  EXPECT_EQ(error.hint(), "h");
  ASSERT_EQ(error.more().size(), 2U);
  EXPECT_STREQ(error.more()[0].what(), "a.yaml:2:3: inner");
  EXPECT_STREQ(error.more()[1].what(), "b.sql:9: placed");
}

TEST(DidYouMeanTest, IsEmptyIfNothingIsNear) {
  const std::vector<std::string> keys = {"name", "table"};
  EXPECT_EQ(did_you_mean("tabel", keys), "; did you mean 'table'?");
  EXPECT_EQ(did_you_mean("colour", keys), "");
}

}  // namespace
}  // namespace dbtool::base
