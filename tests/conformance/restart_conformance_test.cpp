#include <chrono>
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <random>
#include <thread>

#include "process_conformance.h"

namespace dbtool::test {
namespace {

constexpr int kRestarts = 12;

void await_end_of(Connection& session) {
  try {
    for (;;) {
      static_cast<void>(session.query("SELECT 1"));
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
  } catch (const Error&) {
    // That is what was to happen.
  }
}

}  // namespace

TEST_P(RestartConformance, ARunThatLosesItsServerIsGoneOnWith) {
  const char* const keeper = std::getenv("DBTOOL_SERVER_KEEPER");
  if (keeper == nullptr) GTEST_SKIP() << "no server that may be killed: DBTOOL_SERVER_KEEPER";
  connection_.reset();
  const auto whole = duration_of_upgrade();

  std::mt19937 random(20261127);
  std::uniform_real_distribution<double> moment(0.0, 1.0);
  int lost = 0;
  for (int i = 0; i < kRestarts; ++i) {
    const auto witness = database_->connect({.wait = std::chrono::seconds(60)});
    const pid_t process = start({"upgrade"});
    std::this_thread::sleep_for(
        std::chrono::duration_cast<std::chrono::microseconds>(whole * moment(random)));
    ASSERT_EQ(::kill(std::atoi(keeper), SIGUSR1), 0);
    const int status = wait(process);
    if (status != 0) {
      EXPECT_EQ(status, 1) << said();
      ++lost;
    }
    await_end_of(*witness);
    ASSERT_EQ(run_tool({"--wait", "60s", "upgrade"}), 0) << said();
    expect_whole();
    if (HasFailure()) {
      std::cout << said();
      return;
    }
    empty_database();
  }
  EXPECT_GT(lost, 0);
  std::cout << kRestarts << " servers killed, " << lost << " under a run: 0 lost, 0 doubled, 0 stuck\n";
}

}  // namespace dbtool::test
