#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "base/document.h"
#include "base/files.h"
#include "dbtool/models.h"
#include "dialects/mysql/inspect.h"
#include "dialects/mysql/types.h"
#include "schema/models_reader.h"

namespace dbtool::dialects::mysql {
namespace {

using base::Node;

/// Answers with what a file has recorded.
class RecordedConnection : public Connection {
 public:
  explicit RecordedConnection(const std::string& path)
      : answers_(base::read_yaml(base::read_file(path), path, ErrorCode::kScript)) {}

  std::vector<Row> query(std::string_view sql, std::span<const Value>) override {
    if (sql == "SELECT DATABASE()") return {{"app"}};
    if (sql.starts_with("SELECT @@default")) {
      return {{"InnoDB", "utf8mb4", "utf8mb4_0900_ai_ci", "deploy@%"}};
    }
    if (sql.starts_with("SHOW CREATE VIEW")) return {{"names", answers_.find("SHOW CREATE VIEW")->text()}};
    constexpr std::string_view kFrom = "FROM information_schema.";
    const std::string_view rest = sql.substr(sql.find(kFrom) + kFrom.size());
    const Node* recorded = answers_.find(rest.substr(0, rest.find(' ')));
    std::vector<Row> rows;
    for (const Node& line : recorded->items()) {
      Row& row = rows.emplace_back();
      for (const Node& value : line.items()) row.push_back(to_value(value));
    }
    return rows;
  }
  std::int64_t execute(std::string_view) override { return 0; }
  void begin() override {}
  void commit() override {}
  void rollback() override {}
  bool in_transaction() const override { return false; }
  std::string server_version() override { return answers_.find("version")->text(); }

 private:
  static Value to_value(const Node& value) {
    if (value.is_null()) return std::monostate{};
    if (value.kind() == base::NodeKind::kInteger) return std::int64_t{std::stoi(value.text())};
    return value.text();
  }

  Node answers_;
};

TEST(MysqlCatalogTest, ReadsWhatMysql8Tells) {
  const std::string folder = std::string(DBTOOL_TEST_DATA) + "/mysql/";
  RecordedConnection connection(folder + "catalog_of_mysql_8.yaml");
  const Schema schema = MysqlInspector(connection).inspect({});
  std::vector<std::string> unreadable;
  for (const UnreadableTable& object : schema.unreadable) unreadable.push_back(object.name.name);
  EXPECT_EQ(unreadable, (std::vector<std::string>{"hidden", "secret", "part"}));
  const std::string golden = folder + "models_of_mysql_8.yaml";
  const std::string models = write_models({.schema = schema});
  if (std::getenv("UPDATE_GOLDEN") != nullptr) base::write_file_atomically(golden, models);
  EXPECT_EQ(models, base::read_file(golden));
}

}  // namespace
}  // namespace dbtool::dialects::mysql
