#include "script/write_script.h"

#include <random>
#include <variant>

#include <gtest/gtest.h>

#include "base/document.h"
#include "script/header_scanner.h"
#include "script/read_script.h"
#include "script/templates.h"
#include "unit/base/thrown_error.h"

namespace dbtool::script {
namespace {

ScriptHeader a_header(ScriptFormat format) {
  ScriptHeader header;
  header.revision.id = "e517276bb1c2";
  header.revision.message = "users table";
  header.create_date = "2026-11-22 14:30:00+00:00";
  header.format = format;
  return header;
}

std::string text_of(const ScriptDraft& draft) {
  return script_text(draft, script_template("nowhere", draft.header.format));
}

TEST(WriteScriptTest, WritesAYamlScriptAsTheDocumentationShows) {
  const ScriptDraft draft = {
      .header = a_header(ScriptFormat::kYaml),
      .sections = {{.upgrade = "- create_table:\n    name: user\n    columns:\n      id: integer\n"
                               "    primary_key: [id]\n",
                    .downgrade = "- drop_table: {name: user}\n"}}};
  EXPECT_EQ(text_of(draft), R"(message: users table
revision: e517276bb1c2
down_revision: null
create_date: 2026-11-22 14:30:00+00:00

upgrade:
  - create_table:
      name: user
      columns:
        id: integer
      primary_key: [id]

downgrade:
  - drop_table: {name: user}
)");
}

TEST(WriteScriptTest, WritesAllKeysThatHaveAValue) {
  ScriptHeader header = a_header(ScriptFormat::kYaml);
  header.revision.message = "merge: a # b";
  header.revision.down_revisions = {"a1", "b2"};
  header.revision.branch_labels = {"shop"};
  header.revision.depends_on = {"123e45678901", "c3"};
  header.transaction = false;
  const std::string text = header_text(header);
  EXPECT_NE(text.find("\ndown_revision: [a1, b2]\n"), std::string::npos) << text;
  EXPECT_NE(text.find("\nbranch_labels: [shop]\n"), std::string::npos) << text;
  EXPECT_NE(text.find("\ntransaction: false\n"), std::string::npos) << text;
  // What is written is read the quick way.
  EXPECT_TRUE(scan_yaml_header(text)) << text;
}

TEST(WriteScriptTest, WritesASqlScriptAsTheDocumentationShows) {
  ScriptDraft draft = {
      .header = a_header(ScriptFormat::kSql),
      .sections = {{.upgrade = "CREATE TABLE user (id INTEGER);\n", .downgrade = "DROP TABLE user;\n"}}};
  EXPECT_EQ(text_of(draft), R"(-- message: users table
-- revision: e517276bb1c2
-- down_revision:
-- create_date: 2026-11-22 14:30:00+00:00

-- upgrade
CREATE TABLE user (id INTEGER);

-- downgrade
DROP TABLE user;
)");
  draft.header.revision.down_revisions = {"a1", "b2"};
  EXPECT_NE(text_of(draft).find("\n-- down_revision: [a1, b2]\n"), std::string::npos);
}

TEST(WriteScriptTest, WritesScriptsWithoutBodies) {
  const ScriptDraft yaml = {.header = a_header(ScriptFormat::kYaml)};
  EXPECT_NE(text_of(yaml).find("\nupgrade: []\n\ndowngrade: []\n"), std::string::npos);
  const ScriptDraft sql = {.header = a_header(ScriptFormat::kSql)};
  EXPECT_TRUE(read_body(ScriptFormat::kSql, text_of(sql), "a", {}).upgrade.empty());
}

TEST(WriteScriptTest, WritesTheOtherKindsOfDowngrade) {
  ScriptDraft draft = {.header = a_header(ScriptFormat::kYaml),
                       .sections = {{.downgrade_kind = DowngradeKind::kAutomatic}}};
  EXPECT_NE(text_of(draft).find("\ndowngrade: auto\n"), std::string::npos);
  draft.sections[0].downgrade_kind = DowngradeKind::kIrreversible;
  EXPECT_NE(text_of(draft).find("\ndowngrade: irreversible\n"), std::string::npos);
  draft.header.format = ScriptFormat::kSql;
  EXPECT_EQ(read_body(ScriptFormat::kSql, text_of(draft), "a", {}).downgrade_kind,
            DowngradeKind::kIrreversible);
  draft.sections[0].downgrade_kind = DowngradeKind::kAutomatic;
  EXPECT_EQ(base::thrown_error([&] { (void)text_of(draft); }).code(), ErrorCode::kUsage);
}

TEST(WriteScriptTest, WritesASectionForEachDatabase) {
  ScriptDraft draft = {.header = a_header(ScriptFormat::kYaml),
                       .sections = {{.database = "shop", .upgrade = "- execute: SELECT 1\n"},
                                    {.database = "log", .downgrade_kind = DowngradeKind::kIrreversible}}};
  EXPECT_NE(text_of(draft).find("\nupgrade:\n  shop:\n    - execute: SELECT 1\n  log: []\n\n"
                                "downgrade:\n  shop: []\n  log: irreversible\n"),
            std::string::npos)
      << text_of(draft);
  const BodyScope shop{.database = "shop", .databases = {"shop", "log"}};
  const BodyScope log{.database = "log", .databases = {"shop", "log"}};
  EXPECT_EQ(read_body(ScriptFormat::kYaml, text_of(draft), "a", {}, shop).upgrade.size(), 1U);
  EXPECT_TRUE(read_body(ScriptFormat::kYaml, text_of(draft), "a", {}, log).upgrade.empty());

  draft.header.format = ScriptFormat::kSql;
  draft.sections = {{.database = "shop", .upgrade = "SELECT 1;\n", .downgrade = "SELECT 3;\n"},
                    {.database = "log", .upgrade = "SELECT 2;\n"}};
  EXPECT_NE(text_of(draft).find("\n-- upgrade shop\nSELECT 1;\n\n-- upgrade log\nSELECT 2;\n\n"
                                "-- downgrade shop\nSELECT 3;\n\n-- downgrade log\n"),
            std::string::npos)
      << text_of(draft);
  EXPECT_EQ(read_body(ScriptFormat::kSql, text_of(draft), "a", {}, shop).downgrade.size(), 1U);
  EXPECT_TRUE(read_body(ScriptFormat::kSql, text_of(draft), "a", {}, log).downgrade.empty());
}

TEST(WriteScriptTest, RefusesAMessageThatIsNotUtf8) {
  for (const ScriptFormat format : {ScriptFormat::kYaml, ScriptFormat::kSql}) {
    ScriptHeader header = a_header(format);
    header.revision.message = "bad \xff";
    const Error error = base::thrown_error([&] { (void)text_of({.header = header}); });
    EXPECT_EQ(error.code(), ErrorCode::kUsage);
    EXPECT_EQ(error.message(), "the message 'bad \\xff' is not UTF-8 text");
  }
}

TEST(WriteScriptTest, ServesTemplatesThatNameEachKey) {
  ScriptHeader header = a_header(ScriptFormat::kYaml);
  header.revision.message = "it's: new";
  const ScriptTemplate own = {
      .text =
          "message: ${message}\nrevision: ${revision}\ndown_revision: ${down_revision}\n"
          "depends_on: ${depends_on}\nbranch_labels: ${branch_labels}\n",
      .file = "script.yaml.tmpl"};
  const std::string text = script_text({.header = header}, own);
  EXPECT_EQ(read_header(ScriptFormat::kYaml, text, "a").revision.message, "it's: new");
  EXPECT_NE(text.find("\ndown_revision: null\ndepends_on: []\nbranch_labels: []\n"), std::string::npos)
      << text;
}

std::string random_text(std::mt19937& random, bool odd) {
  const std::vector<std::string> pieces = {
      "a",        "b7",   " ",  ":",  ": ",   " #",   "\n",   "\t", "'",  "\"", "\\", "[",       "]",
      ",",        "-",    "- ", "{",  "null", "true", "12e4", "é",  "用", "😀",  "\r", "\x01",    "--",
      "upgrade:", "\n\n", "%",  "${", "~",    "|",    ">",    "&",  "*",  "!",  "@",  "\xC2\x85"};
  std::string text;
  for (auto count = 1 + random() % 6; count > 0; --count) {
    text += pieces[random() % (odd ? pieces.size() : 2)];
  }
  return text;
}

TEST(WriteScriptTest, WhatIsWrittenReadsBackToTheSameHeader) {
  std::mt19937 random(7);
  for (int round = 0; round < 6000; ++round) {
    const bool is_sql = round % 2 == 0;
    ScriptHeader header = a_header(is_sql ? ScriptFormat::kSql : ScriptFormat::kYaml);
    Revision& revision = header.revision;
    revision.id = random_text(random, random() % 4 == 0);
    revision.message = random() % 8 == 0 ? "" : random_text(random, true);
    for (auto* list : {&revision.down_revisions, &revision.branch_labels, &revision.depends_on}) {
      for (auto count = random() % 4; count > 0; --count)
        list->push_back(random_text(random, random() % 4 == 0));
    }
    header.create_date = random() % 4 == 0 ? "" : random_text(random, random() % 2 == 0);
    header.transaction = random() % 2 == 0;
    const std::string text = text_of({.header = header});
    SCOPED_TRACE(text);
    while (revision.message.ends_with('\n')) revision.message.pop_back();  // the end of `message: |`
    const ScriptHeader read = read_header(header.format, text, "a");
    EXPECT_EQ(read.revision.id, revision.id);
    EXPECT_EQ(read.revision.message, revision.message);
    EXPECT_EQ(read.revision.down_revisions, revision.down_revisions);
    EXPECT_EQ(read.revision.branch_labels, revision.branch_labels);
    EXPECT_EQ(read.revision.depends_on, revision.depends_on);
    EXPECT_EQ(read.create_date, header.create_date);
    EXPECT_EQ(read.transaction, header.transaction);
    if (HasFailure()) return;
  }
}

TEST(WriteScriptTest, WritesAMessageOfTwoMegabytesWhole) {
  for (const ScriptFormat format : {ScriptFormat::kYaml, ScriptFormat::kSql}) {
    ScriptHeader header = a_header(format);
    header.revision.message = std::string(2U << 20U, 'x') + "\ny";
    EXPECT_EQ(read_header(format, text_of({.header = header}), "a").revision.message,
              header.revision.message);
  }
}

}  // namespace
}  // namespace dbtool::script
