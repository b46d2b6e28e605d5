#pragma once

#include <string>

struct sqlite3;

namespace dbtool::dialects::sqlite {

/// Makes an empty file where there is none. Returns whether it did: false if there is one already, and where
/// none can be made, which the engine then reports better.
[[nodiscard]] bool create_new_file(const std::string& path);

/// Deletes the file that a connection has open if it is still of 0 bytes and nobody is in a transaction on
/// it; otherwise does nothing. Ends the connection's own transaction.
///
/// The file goes while the connection holds its exclusive lock. The engine lets nobody write to a file that
/// is no longer at its path: BEGIN IMMEDIATE fails for who opened it before, and was_removed_empty() says
/// why.
void remove_if_empty(sqlite3* database) noexcept;

/// True if the open file was of 0 bytes and is no longer the one at its path: another process deleted it by
/// remove_if_empty().
[[nodiscard]] bool was_removed_empty(sqlite3* database) noexcept;

}  // namespace dbtool::dialects::sqlite
