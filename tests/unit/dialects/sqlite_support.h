#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "dbtool/database_url.h"
#include "dialects/registry.h"

namespace dbtool::test {

inline const Dialect& sqlite() { return dialects::find_dialect("sqlite"); }

/// An empty database in memory.
inline std::unique_ptr<Connection> open_memory() {
  return sqlite().connect(DatabaseUrl::parse("sqlite://"), {});
}

/// Knows one table at the most, or a schema.
class OneTable : public TableSource {
 public:
  OneTable() = default;
  explicit OneTable(Table table) { schema_.tables.push_back(std::move(table)); }
  explicit OneTable(Schema schema) : schema_(std::move(schema)) {}
  const Table* find(const QualifiedName& name) override { return schema_.find_table(name); }
  const Schema& around(const QualifiedName&) override { return schema_; }

 private:
  Schema schema_;
};

inline std::vector<std::string> compile(OperationVariant what, OneTable tables = {}) {
  std::vector<std::string> texts;
  for (const Statement& statement : sqlite().ddl().compile({.what = std::move(what)}, tables)) {
    texts.push_back(statement.text);
  }
  return texts;
}

/// A folder of the running test's own.
class FolderTest : public testing::Test {
 protected:
  void SetUp() override {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = std::filesystem::path(testing::TempDir()) / (std::string("dbtool_") + test->name());
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  [[nodiscard]] std::filesystem::path path(std::string_view name = "app.db") const { return folder_ / name; }
  [[nodiscard]] std::string url(std::string_view name = "app.db") const {
    return "sqlite:///" + path(name).string();
  }

  std::filesystem::path folder_;
};

}  // namespace dbtool::test
