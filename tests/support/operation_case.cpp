#include "support/operation_case.h"

#include <variant>
#include <vector>

#include <gtest/gtest.h>

#include "base/files.h"
#include "base/strings.h"
#include "dbtool/migrator.h"
#include "sql/splitter.h"
#include "support/temp_dir.h"

namespace dbtool::test {
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

class Case {
 public:
  Case(const Node& document, const OperationServer& server) : server_(server), script_(script_of(document)) {
    if (const Node* csv = document.find("csv")) {
      base::write_file_atomically(folder_.path() / "rows.csv", csv->text());
    }
    const std::string before = document.find("before")->text();
    const auto connection = server_.connect();
    for (const sql::Piece& piece : sql::split({.text = before}, server_.syntax)) {
      connection->execute(piece.in(before));
    }
  }

  std::string outcome() {
    const std::string facts_before = facts();
    Node golden = Node::mapping();
    try {
      Node statements = Node::sequence();
      for (const std::string& text : migrate(&Migrator::upgrade, "head")) {
        statements.append(Node::string(shown(text)));
      }
      golden.set("sql", std::move(statements));
    } catch (const Error& error) {
      const std::string text = base::replace_all(error.what(), folder_.path().string(), "");
      golden.set("error", Node::string(base::replace_all(text, server_.name, "DATABASE")));
      golden.set("state", Node::string(error.state()));
      if (!error.hint().empty()) golden.set("hint", Node::string(error.hint()));
      if (server_.keeps_what_failed) {
        golden.set("after", shown_lines(facts()));
      } else {
        EXPECT_EQ(facts(), facts_before);
      }
      return base::write_yaml(golden);
    }
    const std::string facts_after = facts();
    golden.set("after", shown_lines(facts_after));
    migrate(&Migrator::downgrade, "base");
    EXPECT_EQ(facts(), facts_before) << "the way back does not lead back";
    migrate(&Migrator::upgrade, "head");
    EXPECT_EQ(facts(), facts_after) << "the second time it is not the same";
    return base::write_yaml(golden);
  }

 private:
  std::string facts() { return server_.facts(*server_.connect()); }

  [[nodiscard]] std::string shown(std::string_view text) const {
    return server_.shown ? server_.shown(text) : std::string(text);
  }

  [[nodiscard]] Node shown_lines(std::string_view text) const {
    const Node all = lines_of(text);
    Node lines = Node::sequence();
    for (const Node& line : all.items()) lines.append(Node::string(shown(line.text())));
    return lines;
  }

  std::vector<std::string> migrate(RunResult (Migrator::*direction)(std::string_view),
                                   std::string_view target) {
    Config config;
    config.url.text = server_.url;
    config.history_table.clear();  // the facts are about what the scripts make
    Statements observer;
    const std::string file = (folder_.path() / "case.yaml").string();
    Migrator migrator(config, observer, make_memory_source({{file, script_}}));
    (migrator.*direction)(target);
    return observer.texts;
  }

  TempDir folder_;
  const OperationServer& server_;
  std::string script_;
};

}  // namespace

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

std::string outcome_of(const Node& document, const OperationServer& server) {
  return Case(document, server).outcome();
}

}  // namespace dbtool::test
