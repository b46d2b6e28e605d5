// The promises of docs/reliability.md that only whole processes can show.

#include "process_conformance.h"

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <random>
#include <sstream>
#include <thread>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace dbtool::test {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kSteps = 30;
constexpr int kRacers = 16;
/// In an ordinary run; DBTOOL_KILLS says another number.
constexpr int kKills = 200;

std::string id_of(int step) { return fmt::format("a{:03}", step); }

/// Each script makes a table and notes that it ran; every third is SQL that wants no transaction.
std::string script(int step) {
  const std::string parent = step == 1 ? "null" : id_of(step - 1);
  if (step % 3 == 0) {
    return fmt::format(
        "-- revision: {0}\n-- down_revision: {1}\n-- transaction: false\n-- upgrade\n"
        "CREATE TABLE t{2} (id INTEGER NOT NULL PRIMARY KEY, x INTEGER);\n"
        "INSERT INTO steps (n) VALUES ({2});\n"
        "CREATE INDEX ix_t{2}_x ON t{2} (x);\n"
        "-- downgrade\nDROP TABLE t{2};\nDELETE FROM steps WHERE n = {2};\n",
        id_of(step), parent, step);
  }
  // What asks the catalog before it runs, behind a step that ends with rows.
  const std::string alteration = "  - alter_column: {{table: t{}, column: x, type: {}}}\n";
  const std::string widens = step == 1 ? "" : fmt::format(fmt::runtime(alteration), step - 1, "big_integer");
  const std::string narrows = step == 1 ? "" : fmt::format(fmt::runtime(alteration), step - 1, "integer");
  const std::string steps_table = step == 1 ? "  - create_table: {name: steps, columns: {n: integer}}\n" : "";
  return fmt::format(
      "revision: {0}\ndown_revision: {1}\nupgrade:\n{3}{5}"
      "  - create_table: {{name: t{2}, columns: {{id: integer, x: {{type: integer, index: true}}}}, "
      "primary_key: [id]}}\n"
      "  - bulk_insert: {{table: steps, columns: [n], rows: [[{2}]]}}\n"
      "downgrade:\n  - execute: DELETE FROM steps WHERE n = {2}\n  - drop_table: {{name: t{2}}}\n{6}{4}",
      id_of(step), parent, step, steps_table, step == 1 ? "  - drop_table: {name: steps}\n" : "", widens,
      narrows);
}

int kills() {
  const char* const wanted = std::getenv("DBTOOL_KILLS");
  return wanted == nullptr ? kKills : std::atoi(wanted);
}

}  // namespace

void ProcessConformance::SetUp() {
  DialectConformance::SetUp();
  if (IsSkipped()) return;
  const std::filesystem::path versions = folder_.path() / "migrations" / "versions";
  std::filesystem::create_directories(versions);
  std::ofstream(folder_.path() / "alembic.ini")
      << "[alembic]\nscript_location = migrations\ntransaction_per_migration = true\n";
  for (int step = 1; step <= kSteps; ++step) {
    std::ofstream(versions / (id_of(step) + (step % 3 == 0 ? ".sql" : ".yaml"))) << script(step);
  }
}

pid_t ProcessConformance::start(std::vector<std::string> words, std::size_t file_limit) const {
  words.insert(words.begin(), DBTOOL_BINARY);
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  const std::string url = database_->url();
  const std::string log = (folder_.path() / "stderr").string();
  const pid_t process = fork();
  if (process != 0) return process;
  setenv("DATABASE_URL", url.c_str(), 1);
  const int file = open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
  dup2(file, STDERR_FILENO);
  dup2(file, STDOUT_FILENO);
  if (file_limit > 0) {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{.rlim_cur = file_limit, .rlim_max = file_limit};
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  if (chdir(folder_.path().c_str()) == 0) execv(DBTOOL_BINARY, arguments.data());
  _exit(127);
}

int ProcessConformance::wait(pid_t process) {
  int status = 0;
  waitpid(process, &status, 0);
  return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

std::string ProcessConformance::said() const {
  std::ostringstream text;
  text << std::ifstream(folder_.path() / "stderr").rdbuf();
  std::filesystem::remove(folder_.path() / "stderr");
  return text.str();
}

void ProcessConformance::expect_whole() {
  const auto connection = database_->connect({.access = ConnectOptions::Access::kReadOnly});
  std::vector<Row> wanted;
  for (int step = 1; step <= kSteps; ++step)
    wanted.push_back({Value(std::int64_t{step}), Value(std::int64_t{1})});
  EXPECT_EQ(connection->query("SELECT n, COUNT(*) FROM steps GROUP BY n ORDER BY n"), wanted);
  EXPECT_EQ(to_text(connection->query("SELECT version_num FROM alembic_version").at(0).at(0)), id_of(kSteps));
  const Schema schema = dialect().inspector(*connection)->inspect();
  for (int step = 1; step <= kSteps; ++step) {
    const Table* table = schema.find_table({"", fmt::format("t{}", step)});
    ASSERT_NE(table, nullptr) << step;
    EXPECT_EQ(table->indexes.size(), 1U) << step;
  }
}

void ProcessConformance::empty_database() {
  ASSERT_EQ(run_tool({"downgrade", "base"}), 0) << said();
  static_cast<void>(said());
}

std::chrono::steady_clock::duration ProcessConformance::duration_of_upgrade() {
  const Clock::time_point start = Clock::now();
  EXPECT_EQ(run_tool({"upgrade"}), 0) << said();
  const auto duration = Clock::now() - start;
  empty_database();
  return duration;
}

void ProcessConformance::end_runs_with(int signal, int wanted) {
  connection_.reset();
  ASSERT_EQ(run_tool({"upgrade"}), 0) << said();
  empty_database();
  auto whole = duration_of_upgrade();

  std::mt19937 random(20261126);
  std::uniform_real_distribution<double> moment(0.0, 1.0);
  int killed = 0;
  int rounds = 0;
  while (killed < wanted) {
    ++rounds;
    // Until it comes to its end by itself, each run is ended at some moment.
    for (bool is_from_base = true;; is_from_base = false) {
      const Clock::time_point begin = Clock::now();
      const pid_t process = start({"upgrade"});
      std::this_thread::sleep_for(
          std::chrono::duration_cast<std::chrono::microseconds>(whole * moment(random)));
      ::kill(process, signal);
      const int status = wait(process);
      if (status != -signal && status != 128 + signal) {
        ASSERT_EQ(status, 0) << said();
        // What was measured while the machine had other work would have all others ended too late.
        if (is_from_base) whole = std::min(whole, Clock::now() - begin);
        break;
      }
      ++killed;
    }
    ASSERT_EQ(run_tool({"upgrade"}), 0) << said();
    expect_whole();
    if (HasFailure()) {
      std::cout << said();
      return;
    }
    empty_database();
  }
  std::cout << killed << " runs ended by signal " << signal << " in " << rounds << " upgrades of " << kSteps
            << " steps: 0 lost, 0 doubled, 0 stuck\n";
}

TEST_P(ProcessConformance, AKilledRunIsGoneOnWith) { end_runs_with(SIGKILL, kills()); }

TEST_P(ProcessConformance, ARunThatIsToldToEndIsGoneOnWith) { end_runs_with(SIGTERM, kills() / 4); }

TEST_P(ProcessConformance, OfManyRunsAtOnceEachStepIsOnes) {
  connection_.reset();
  std::vector<pid_t> processes;
  for (int i = 0; i < kRacers; ++i) processes.push_back(start({"--lock-timeout", "120s", "upgrade"}));
  for (const pid_t process : processes) EXPECT_EQ(wait(process), 0);
  expect_whole();
  if (HasFailure()) std::cout << said();
  const auto connection = database_->connect({.access = ConnectOptions::Access::kReadOnly});
  const std::vector<Row> steps =
      connection->query("SELECT COUNT(*) FROM dbtool_history WHERE event = 'step'");
  EXPECT_EQ(to_text(steps.at(0).at(0)), std::to_string(kSteps));
  std::cout << kRacers << " runs at once: each of " << kSteps << " steps was run once\n";
}

TEST_P(ProcessConformance, ARunEndsBetweenTwoStatementsAtItsDeadline) {
  connection_.reset();
  EXPECT_EQ(run_tool({"--deadline", "1ms", "upgrade"}), 124);
  EXPECT_NE(said().find("the deadline has passed"), std::string::npos);
  EXPECT_EQ(run_tool({"upgrade"}), 0) << said();
  expect_whole();
}

TEST_P(ProcessConformance, ARunThatWaitsForAnotherEndsAtItsDeadline) {
  connection_->begin();
  EXPECT_EQ(run_tool({"--deadline", "300ms", "upgrade"}), 124);
  EXPECT_NE(said().find("the deadline has passed"), std::string::npos);
  connection_->rollback();
  connection_.reset();
  EXPECT_EQ(run_tool({"upgrade"}), 0) << said();
  expect_whole();
}

TEST_P(FileConformance, AFullDiskLeavesWholeSteps) {
  connection_.reset();
  constexpr std::size_t kPage = 4096;
  int failed = 0;
  for (std::size_t pages = 2; pages < 60; pages += 3) {
    const int status = wait(start({"upgrade"}, pages * kPage));
    if (status != 0) {
      EXPECT_EQ(status, 1) << said();
      ++failed;
    }
    ASSERT_EQ(run_tool({"upgrade"}), 0) << said();
    expect_whole();
    if (HasFailure()) return;
    empty_database();
    std::filesystem::remove(database_->url().substr(std::string("sqlite:///").size()));
  }
  EXPECT_GT(failed, 5);
  std::cout << failed << " full disks: 0 lost, 0 doubled, 0 stuck\n";
}

}  // namespace dbtool::test
