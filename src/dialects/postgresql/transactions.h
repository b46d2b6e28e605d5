#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "dbtool/statement.h"

namespace dbtool::dialects::postgresql {

/// kOutside for a statement that the server refuses inside a transaction block, or may refuse (REINDEX of a
/// partitioned table), and for ALTER TYPE … ADD VALUE: what follows could not use the value before a commit.
[[nodiscard]] Statement::Transaction transaction_of(std::string_view sql);

struct ConcurrentIndex {
  std::string name;   ///< without quotes
  std::string table;  ///< as SQL has it
};

/// The index that CREATE INDEX CONCURRENTLY makes; nothing for any other statement, or without a name.
[[nodiscard]] std::optional<ConcurrentIndex> concurrent_index(std::string_view sql);

/// True for a script with `SELECT pg_catalog.set_config('search_path', '', false)`.
[[nodiscard]] bool takes_search_path(std::string_view script);

}  // namespace dbtool::dialects::postgresql
