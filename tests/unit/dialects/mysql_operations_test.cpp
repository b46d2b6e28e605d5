#include <filesystem>
#include <string>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

#include "base/document.h"
#include "base/files.h"
#include "base/strings.h"
#include "dbtool/migrator.h"
#include "dialects/mysql/syntax.h"
#include "sql/splitter.h"
#include "support/data_files.h"
#include "support/golden.h"
#include "support/mysql_database.h"
#include "support/mysql_facts.h"
#include "support/temp_dir.h"

/// tests/data/operations/mysql/*.yaml: what a person writes (a database in SQL as `before`, and a
/// script's `upgrade`, and its `downgrade` unless it is automatic) and, from the line `sql:` or `error:` on,
/// what comes of it: the statements that are run, and what is in the database then. UPDATE_GOLDEN=1 rewrites
/// the latter.
namespace dbtool {
namespace {

using base::Node;

class Statements : public Observer {
 public:
  void on_event(const Event& event) override {
    const auto* statement = std::get_if<StatementFinished>(&event);
    if (statement != nullptr && statement->sql.find("alembic_version") == std::string::npos) {
      texts.push_back(statement->sql);
    }
  }

  std::vector<std::string> texts;
};

std::string script_of(const Node& document) {
  Node script = Node::mapping();
  script.set("revision", Node::string("ae10"));
  script.set("down_revision", Node::scalar(base::NodeKind::kNull, "null"));
  if (const Node* transaction = document.find("transaction")) script.set("transaction", *transaction);
  script.set("upgrade", *document.find("upgrade"));
  const Node* downgrade = document.find("downgrade");
  script.set("downgrade", downgrade == nullptr ? Node::string("auto") : *downgrade);
  return base::write_yaml(script);
}

Node lines_of(std::string_view text) {
  Node lines = Node::sequence();
  for (const std::string_view line : base::split(text, '\n')) {
    if (!line.empty()) lines.append(Node::string(std::string(line)));
  }
  return lines;
}

Node texts_of(const std::vector<std::string>& texts) {
  Node nodes = Node::sequence();
  for (const std::string& text : texts) nodes.append(Node::string(text));
  return nodes;
}

class Case {
 public:
  explicit Case(const Node& document) : script_(script_of(document)) {
    write(folder_.path() / "rows.csv", document.find("csv"));
    const std::string before = document.find("before")->text();
    const auto connection = database_.connect();
    for (const sql::Piece& piece : sql::split({.text = before}, dialects::mysql::syntax())) {
      connection->execute(piece.in(before));
    }
  }

  /// What is kept as golden, as text.
  std::string outcome() {
    const std::string facts_before = facts();
    Node golden = Node::mapping();
    try {
      golden.set("sql", texts_of(migrate(&Migrator::upgrade, "head")));
    } catch (const Error& error) {
      const std::string text = base::replace_all(error.what(), folder_.path().string(), "");
      golden.set("error", Node::string(base::replace_all(text, database_.name(), "DATABASE")));
      golden.set("state", Node::string(error.state()));
      if (!error.hint().empty()) golden.set("hint", Node::string(error.hint()));
      golden.set("after", lines_of(facts()));  // what was done stays
      return base::write_yaml(golden);
    }
    const std::string facts_after = facts();
    golden.set("after", lines_of(facts_after));
    migrate(&Migrator::downgrade, "base");
    EXPECT_EQ(facts(), facts_before) << "the way back does not lead back";
    migrate(&Migrator::upgrade, "head");
    EXPECT_EQ(facts(), facts_after) << "the second time it is not the same";
    return base::write_yaml(golden);
  }

 private:
  static void write(const std::filesystem::path& path, const Node* text) {
    if (text != nullptr) base::write_file_atomically(path, text->text());
  }

  std::string facts() { return test::mysql_facts(*database_.connect()); }

  std::vector<std::string> migrate(RunResult (Migrator::*direction)(std::string_view),
                                   std::string_view target) {
    Config config;
    config.url.text = database_.url();
    Statements observer;
    const std::string file = (folder_.path() / "case.yaml").string();
    Migrator migrator(config, observer, make_memory_source({{file, script_}}));
    (migrator.*direction)(target);
    return observer.texts;
  }

  test::TempDir folder_;
  test::MysqlDatabase database_;
  std::string script_;
};

class MysqlOperationsTest : public testing::TestWithParam<test::DataFile> {};

TEST_P(MysqlOperationsTest, ChangeWhatTheySayAndNothingElse) {
  DBTOOL_REQUIRE_MYSQL();
  const std::filesystem::path& path = GetParam().path;
  Case test(base::read_yaml(base::read_file(path), path.string(), ErrorCode::kScript));
  test::expect_golden(path, {"sql:", "error:"}, test.outcome());
}

INSTANTIATE_TEST_SUITE_P(Files, MysqlOperationsTest, testing::ValuesIn(test::data_files("operations/mysql")),
                         [](const auto& test) { return test.param.path.stem().string(); });

}  // namespace
}  // namespace dbtool
