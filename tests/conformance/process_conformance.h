#pragma once

#include <chrono>
#include <string>
#include <vector>

#include <sys/types.h>

#include "dialect_conformance.h"
#include "support/temp_dir.h"

namespace dbtool::test {

/// The tool as processes: killed, raced and starved. Instantiated for each engine beside DialectConformance.
class ProcessConformance : public DialectConformance {
 protected:
  void SetUp() override;

  /// Starts `dbtool WORD...` in the project. `file_limit` is the largest file that it may write; 0: any.
  [[nodiscard]] pid_t start(std::vector<std::string> words, std::size_t file_limit = 0) const;
  /// Waits for a process's end: its exit code, or minus the signal that has ended it.
  [[nodiscard]] static int wait(pid_t process);
  /// Starts one and waits for its end.
  int run_tool(std::vector<std::string> words) const { return wait(start(std::move(words))); }
  /// What the processes have said on stderr since the last call.
  [[nodiscard]] std::string said() const;

  /// Every step must have run once, and the version be the last one's.
  void expect_whole();
  void empty_database();
  /// Ends upgrades with a signal at random moments, until as many as wanted were, and goes on with each.
  void end_runs_with(int signal, int wanted);
  /// Of one that nothing happens to; the database is empty again then.
  [[nodiscard]] std::chrono::steady_clock::duration duration_of_upgrade();

  TempDir folder_;
};

/// The same for engines whose files are the process's own. Instantiated for those.
class FileConformance : public ProcessConformance {};

/// The same on a server that is killed and comes back: DBTOOL_SERVER_KEEPER has to be the process that sees
/// to that when it gets SIGUSR1. Instantiated for engines with a server.
class RestartConformance : public ProcessConformance {};

}  // namespace dbtool::test
