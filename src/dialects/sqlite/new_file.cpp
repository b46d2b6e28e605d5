#include "dialects/sqlite/new_file.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

namespace dbtool::dialects::sqlite {

namespace {

bool is_empty(sqlite3* database) noexcept {
  sqlite3_file* file = nullptr;
  sqlite3_file_control(database, "main", SQLITE_FCNTL_FILE_POINTER, &file);
  sqlite3_int64 bytes = 0;
  return file != nullptr && file->pMethods != nullptr &&
         file->pMethods->xFileSize(file, &bytes) == SQLITE_OK && bytes == 0;
}

bool has_moved(sqlite3* database) noexcept {
  int moved = 0;
  return sqlite3_file_control(database, "main", SQLITE_FCNTL_HAS_MOVED, &moved) == SQLITE_OK && moved != 0;
}

bool run(sqlite3* database, const char* sql) noexcept {
  return sqlite3_exec(database, sql, nullptr, nullptr, nullptr) == SQLITE_OK;
}

}  // namespace

bool create_new_file(const std::string& path) {
  constexpr mode_t kMode = 0644;  // as the engine makes them
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, kMode);
  if (file < 0) return false;
  ::close(file);
  return true;
}

void remove_if_empty(sqlite3* database) noexcept {
  if (sqlite3_get_autocommit(database) == 0 && !run(database, "ROLLBACK")) return;
  if (!is_empty(database)) return;
  sqlite3_busy_timeout(database, 0);  // who is waited for is going to write
  // A journal beside the file would be taken for that of the next file of this name.
  if (!run(database, "PRAGMA journal_mode = MEMORY")) return;
  if (!run(database, "BEGIN EXCLUSIVE")) return;
  if (is_empty(database) && !has_moved(database)) ::unlink(sqlite3_db_filename(database, "main"));
  run(database, "ROLLBACK");
}

bool was_removed_empty(sqlite3* database) noexcept { return has_moved(database) && is_empty(database); }

}  // namespace dbtool::dialects::sqlite
