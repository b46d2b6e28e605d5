#pragma once

#include "dbtool/error.h"

namespace dbtool::runtime {

/// True if a wrong name in alembic.ini may be why a table cannot be looked at: the engine refuses it, or has
/// something else of that name. Not for a connection that is lost, a lock that somebody else has, or what has
/// a hint of its own.
[[nodiscard]] inline bool may_be_misnamed(const Error& error) {
  const bool is_refused = error.code() == ErrorCode::kDatabase || error.code() == ErrorCode::kOutOfSync;
  return is_refused && error.hint().empty();
}

}  // namespace dbtool::runtime
