#pragma once

#include <string>

namespace dbtool::dialects::sqlite {

/// Keeps all runs of dbtool but one from a database file, also between their transactions, where the engine
/// locks nothing. A file beside the database is locked for that (flock), so that the lock goes with the
/// process, however that ends; the file goes with the lock, or with the next one.
class RunLock {
 public:
  /// `purpose` is what others are told who wait.
  RunLock(std::string database_path, std::string purpose);
  ~RunLock();
  RunLock(const RunLock&) = delete;
  RunLock& operator=(const RunLock&) = delete;

  /// Never waits. Where no file can be made beside the database there is nothing to lock: then it has it.
  [[nodiscard]] bool try_to_take();
  /// Who has it, or has had it last: `dbtool upgrade, alice@build-7 (pid 4711), since ...`; or empty.
  [[nodiscard]] std::string holder() const;

 private:
  std::string path_;
  std::string purpose_;
  int file_ = -1;
};

}  // namespace dbtool::dialects::sqlite
