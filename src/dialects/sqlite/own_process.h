#pragma once

namespace dbtool::dialects::sqlite {

/// For a process that is dbtool's own, before it opens a database: SQLite no longer counts the memory that it
/// uses, which it does under a lock for each piece, thousands of them for a statement with many rows. The
/// count is the whole process's, so a program that uses dbtool as a library keeps it. `soft_heap_limit` and
/// `hard_heap_limit` need it (SQLite's documentation, sqlite3_config(), SQLITE_CONFIG_MEMSTATUS).
void own_process() noexcept;

}  // namespace dbtool::dialects::sqlite
