#include <algorithm>
#include <filesystem>
#include <string>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

#include "base/document.h"
#include "base/files.h"
#include "base/strings.h"
#include "dbtool/migrator.h"
#include "sqlite_support.h"
#include "support/data_files.h"
#include "support/golden.h"
#include "support/operation_case.h"
#include "support/sqlite_facts.h"
#include "support/temp_dir.h"

/// tests/data/operations/sqlite/*.yaml: what a person writes (a database in SQL as `before`, and a script's
/// `upgrade`, and its `downgrade` unless it is automatic) and, from the line `rebuilds:` or `error:` on, what
/// comes of it. UPDATE_GOLDEN=1 rewrites the latter.
namespace dbtool {
namespace {

using base::Node;

class CountRebuilds : public Observer {
 public:
  void on_event(const Event& event) override {
    const auto* statement = std::get_if<StatementFinished>(&event);
    if (statement == nullptr || !statement->sql.starts_with("CREATE TABLE ")) return;
    if (statement->sql.find("_dbtool_new_") != std::string::npos) ++count;
  }

  std::int64_t count = 0;
};

class Case {
 public:
  explicit Case(const Node& document)
      : before_(document.find("before")->text()), script_(test::script_of(document)) {
    test::run_sql(path(), before_);
  }

  /// What is kept as golden, as text.
  std::string outcome() {
    const std::string facts_before = test::facts(path());
    Node golden = Node::mapping();
    try {
      golden.set("rebuilds", Node::integer(migrate(&Migrator::upgrade, "head")));
      golden.set("after", test::lines_of(test::dump(path())));
    } catch (const Error& error) {
      golden = Node::mapping();
      golden.set("error", Node::string(base::replace_all(error.what(), folder_.path().string(), "")));
      golden.set("state", Node::string(error.state()));
      if (!error.hint().empty()) golden.set("hint", Node::string(error.hint()));
      EXPECT_EQ(test::facts(path()), facts_before);
      return base::write_yaml(golden);
    }
    const std::string facts_after = test::facts(path());
    migrate(&Migrator::downgrade, "base");
    EXPECT_EQ(test::facts(path()), facts_before) << "the way back does not lead back";
    EXPECT_EQ(inspected(path()), schema_before()) << "the way back does not lead back";
    migrate(&Migrator::upgrade, "head");
    EXPECT_EQ(test::facts(path()), facts_after) << "the second time it is not the same";
    return base::write_yaml(golden);
  }

 private:
  [[nodiscard]] std::filesystem::path path() const { return folder_.path() / "app.db"; }

  std::int64_t migrate(RunResult (Migrator::*direction)(std::string_view), std::string_view target) {
    Config config;
    config.url.text = "sqlite:///" + path().string();
    config.history_table.clear();  // the facts are about what the scripts make
    CountRebuilds observer;
    Migrator migrator(config, observer, make_memory_source({{"case.yaml", script_}}));
    (migrator.*direction)(target);
    return observer.count;
  }

  static Schema inspected(const std::filesystem::path& path) {
    const auto connection = test::sqlite().connect(DatabaseUrl::parse("sqlite:///" + path.string()), {});
    Schema schema = test::sqlite().inspector(*connection)->inspect();
    std::erase_if(schema.tables, [](const Table& table) { return table.name == "alembic_version"; });
    return schema;
  }

  Schema schema_before() {
    const std::filesystem::path copy = folder_.path() / "before.db";
    test::run_sql(copy, before_);
    return inspected(copy);
  }

  test::TempDir folder_;
  std::string before_;
  std::string script_;
};

class SqliteOperationsTest : public testing::TestWithParam<test::DataFile> {};

TEST_P(SqliteOperationsTest, ChangeWhatTheySayAndNothingElse) {
  const std::filesystem::path& path = GetParam().path;
  Case test(base::read_yaml(base::read_file(path), path.string(), ErrorCode::kScript));
  test::expect_golden(path, {"rebuilds:", "error:"}, test.outcome());
}

INSTANTIATE_TEST_SUITE_P(Files, SqliteOperationsTest,
                         testing::ValuesIn(test::data_files("operations/sqlite")),
                         [](const auto& test) { return test.param.path.stem().string(); });

}  // namespace
}  // namespace dbtool
