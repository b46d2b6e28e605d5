#include "script/template.h"

#include <gtest/gtest.h>

#include "unit/base/thrown_error.h"

namespace dbtool::script {
namespace {

const TemplateValues kValues = {{"message", "users ${revision}"}, {"revision", "a"}, {"empty", ""}};

std::string render(std::string_view text) { return render_template(text, "script.yaml.tmpl", kValues); }

TEST(TemplateTest, ReplacesTokensAndNothingElse) {
  EXPECT_EQ(render("a: ${revision}\n${revision}${revision}${empty}."), "a: a\naa.");
  EXPECT_EQ(render("${message}"), "users ${revision}");
  EXPECT_EQ(render("$ $5 $$ {revision} $revision }"), "$ $5 $$ {revision} $revision }");
  EXPECT_EQ(render("$${revision} $${"), "${revision} ${");
  EXPECT_EQ(render(""), "");
}

TEST(TemplateTest, NamesThePlaceOfAnUnknownToken) {
  const Error error = base::thrown_error([] { (void)render("x\n  ${revison}\n"); });
  EXPECT_EQ(error.code(), ErrorCode::kConfig);
  EXPECT_STREQ(error.what(), "script.yaml.tmpl:2:3: unknown token '${revison}'; did you mean 'revision'?");
  EXPECT_EQ(error.hint(), "known are empty, message, revision; write '$${' for a '${' that should stay");
}

TEST(TemplateTest, NamesThePlaceOfATokenThatIsNotClosed) {
  EXPECT_STREQ(base::thrown_error([] { (void)render("${revision\n}"); }).what(),
               "script.yaml.tmpl:1:1: '${' is not closed");
  EXPECT_STREQ(base::thrown_error([] { (void)render("\n a${"); }).what(),
               "script.yaml.tmpl:2:3: '${' is not closed");
}

}  // namespace
}  // namespace dbtool::script
