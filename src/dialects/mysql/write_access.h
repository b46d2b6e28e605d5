#pragma once

#include "dbtool/connection.h"

namespace dbtool::dialects::mysql {

/// A session that only reads may not make even a temporary table: it may while this lives.
class WriteAccess {
 public:
  /// The connection outlives it.
  explicit WriteAccess(Connection& connection);
  ~WriteAccess();
  WriteAccess(const WriteAccess&) = delete;
  WriteAccess& operator=(const WriteAccess&) = delete;

 private:
  Connection& connection_;
  bool was_read_only_ = false;
};

}  // namespace dbtool::dialects::mysql
