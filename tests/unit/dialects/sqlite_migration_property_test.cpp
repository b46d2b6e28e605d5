#include <map>
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include "app/autogeneration.h"
#include "app/silent.h"
#include "runtime/executor.h"
#include "sqlite_support.h"
#include "support/random_sqlite_schema.h"

/// From one schema to another and back, as `migrate`, `upgrade` and `downgrade` do it, with rows in between.
namespace dbtool {
namespace {

constexpr std::uint32_t kShards = 10;
constexpr std::uint32_t kPairsPerShard = 200;

std::string script(const std::string& id, const std::string& down, const std::string& upgrade,
                   const std::string& downgrade) {
  const auto body = [](const std::string& operations) {
    return operations.empty() ? "[]" : "\n" + operations;
  };
  return fmt::format("revision: {}\ndown_revision: {}\nupgrade: {}\ndowngrade: {}\n", id, down, body(upgrade),
                     body(downgrade));
}

enum class WithRows { kNo, kYes };

/// A table's rows by their keys, and in each the values by column.
using Rows = std::map<std::string, std::map<std::string, std::string>>;

class Migration {
 public:
  explicit Migration(std::uint32_t seed)
      : random_(seed), before_{.schema = random_.schema()}, after_{.schema = random_.schema()} {}

  /// True if it went through; false if rows stood in its way, which left everything as it was.
  bool run(WithRows with_rows) {
    const Comparison creation = difference({}, before_);
    scripts_.push_back({"s0.yaml", script("ae10", "null", to_yaml(creation.upgrade), {})});
    migrate([&](const RevisionGraph& graph, auto rows) { return plan_upgrade(graph, rows, "head"); });
    require_is(before_, "created");
    if (with_rows == WithRows::kYes) {
      for (const std::string& row : random_.rows(before_.schema)) insert(row);
    }
    const std::map<std::string, Rows> rows_before = rows();

    Comparison change = difference(inspect(), after_);
    scripts_.push_back(
        {"s1.yaml", script("ae11", "ae10", to_yaml(change.upgrade), to_yaml(change.downgrade))});
    EXPECT_TRUE(change.irreversible.empty()) << fmt::format("{}", fmt::join(change.irreversible, "; "));
    const auto up = [](const RevisionGraph& graph, auto rows) { return plan_upgrade(graph, rows, "head"); };
    if (!migrate_unless_refused(up, before_)) return false;
    require_is(after_, "upgraded");
    expect_same_values(rows_before, rows(), change);
    const auto down = [](const RevisionGraph& graph, auto rows) {
      return plan_downgrade(graph, rows, "ae10");
    };
    if (!migrate_unless_refused(down, after_)) return false;
    require_is(before_, "downgraded");
    expect_same_values(rows_before, rows(), change);
    return true;
  }

  [[nodiscard]] const std::string& refusal() const { return refusal_; }
  [[nodiscard]] std::string scripts() const {
    std::string text;
    for (const MemoryScript& each : scripts_) text += each.text + "\n";
    return text;
  }

 private:
  [[nodiscard]] Schema inspect() {
    Schema schema = test::sqlite().inspector(*connection_)->inspect();
    std::erase_if(schema.tables, [](const Table& table) { return table.name == "alembic_version"; });
    return schema;
  }

  Comparison difference(Schema from, const Models& to) {
    app::Silent silent;
    app::Inspection inspection{
        .schema = std::move(from),
        .options = app::diff_options(config_, test::sqlite(), autogenerate::given_models(to))};
    return app::compare(silent, test::sqlite(), std::move(inspection), to);
  }

  template <class Plan>
  void migrate(Plan plan) {
    const runtime::ScriptLibrary library(make_memory_source(scripts_));
    const runtime::VersionTable version_table(test::sqlite(), {"", "alembic_version"});
    app::Silent silent;
    const runtime::JournalTable no_journal(test::sqlite(), std::nullopt);
    runtime::Executor({library, test::sqlite(), version_table}, no_journal, {}, *connection_, silent, {})
        .run([&](std::span<const RevisionId> rows) { return plan(library.graph(), rows); },
             runtime::WhenMoved::kFail);
  }

  template <class Plan>
  bool migrate_unless_refused(Plan plan, const Models& is) {
    const std::map<std::string, Rows> rows_before = rows();
    try {
      migrate(plan);
    } catch (const Error& error) {
      EXPECT_FALSE(error.hint().empty()) << error.what();
      EXPECT_EQ(rows(), rows_before);
      require_is(is, "left");
      refusal_ = error.what();
      return false;
    }
    return true;
  }

  void require_is(const Models& wanted, const std::string& when) {
    const Comparison rest = difference(inspect(), wanted);
    EXPECT_TRUE(rest.empty()) << when << ", and there would be to do:\n" << to_yaml(rest.upgrade);
  }

  void insert(const std::string& row) {
    try {
      connection_->execute(row);
    } catch (const Error&) {
      // It has what another row has.
    }
  }

  /// A number may come to be kept as an integer, a real one or a text: it is the same all the while.
  static std::string text_of(const std::string& column) {
    return fmt::format("replace(CAST(\"{}\" AS TEXT), '.0', '')", column);
  }

  std::map<std::string, Rows> rows() {
    std::map<std::string, Rows> all;
    for (const Table& table : inspect().tables) {
      std::string key = table.primary_key ? "''" : "rowid";
      if (table.primary_key) {
        for (const std::string& column : table.primary_key->columns) key += " || ' ' || " + text_of(column);
      }
      std::string sql = "SELECT " + key;
      for (const Column& column : table.columns) sql += ", " + text_of(column.name);
      for (const Row& row : connection_->query(sql + " FROM \"" + table.name + "\"")) {
        auto& values = all[table.name][to_text(row[0])];
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
          values[table.columns[i].name] = to_text(row[i + 1]);
        }
      }
    }
    return all;
  }

  /// Of what stands on both sides, and was not filled in where it was NULL.
  void expect_same_values(const std::map<std::string, Rows>& was, const std::map<std::string, Rows>& is,
                          const Comparison& change) {
    for (const auto& [table, old_rows] : was) {
      const Table* before = change.before.find_table({{}, table});
      const Table* after = change.after.find_table({{}, table});
      if (after == nullptr || !is.contains(table)) continue;
      EXPECT_EQ(is.at(table).size(), old_rows.size()) << "rows of " << table;
      if (before->primary_key != after->primary_key || before->options != after->options) continue;
      for (const auto& [key, values] : old_rows) {
        if (!is.at(table).contains(key)) {
          ADD_FAILURE() << table << " has lost row " << key;
          continue;
        }
        for (const auto& [column, value] : values) {
          const Column* stays = after->find_column(column);
          if (stays == nullptr || stays->computed || before->find_column(column)->computed) continue;
          if (value.empty()) continue;
          EXPECT_EQ(is.at(table).at(key).at(column), value) << table << "." << column;
        }
      }
    }
  }

  Config config_;
  test::RandomSqliteSchema random_;
  Models before_;
  Models after_;
  std::unique_ptr<Connection> connection_ = test::open_memory();
  std::vector<MemoryScript> scripts_;
  std::string refusal_;
};

class SqliteMigrationPropertyTest : public testing::TestWithParam<std::uint32_t> {};

TEST_P(SqliteMigrationPropertyTest, LeadsToTheModelsAndBackAndKeepsRows) {
  std::uint32_t with_rows = 0;
  for (std::uint32_t i = 0; i < kPairsPerShard; ++i) {
    const std::uint32_t seed = GetParam() * kPairsPerShard + i;
    Migration migration(seed);
    try {
      if (migration.run(WithRows::kYes)) {
        ++with_rows;
      } else {
        Migration again(seed);
        EXPECT_TRUE(again.run(WithRows::kNo)) << "refused without rows: " << again.refusal();
      }
    } catch (const std::exception& error) {
      ADD_FAILURE() << error.what();
    }
    ASSERT_FALSE(HasFailure()) << "seed " << seed << "\n" << migration.scripts();
  }
  EXPECT_GT(with_rows, kPairsPerShard / 3);
}

INSTANTIATE_TEST_SUITE_P(Shards, SqliteMigrationPropertyTest, testing::Range(0U, kShards));

}  // namespace
}  // namespace dbtool
