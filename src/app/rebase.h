#pragma once

#include <span>
#include <string_view>

#include "app/session.h"

namespace dbtool::app {

/// What is to stand elsewhere in the history.
struct Move {
  std::string_view revision;
  std::string_view onto;
  Splice splice = Splice::kNo;
};

/// See Migrator::rebase. `databases` are all that the configuration names.
WrittenScript rebase(std::span<Migrator* const> databases, Migrator::Session& session, const Move& move);

}  // namespace dbtool::app
