#pragma once

#include <memory>

#include <mysql.h>

namespace dbtool::dialects::mysql {

// clang-format off
#define DBTOOL_LIBMARIADB_FUNCTIONS(X)                                                                      \
  /* connecting */                                                                                          \
  X(mysql_init) X(mysql_optionsv) X(mysql_real_connect) X(mysql_close) X(mysql_get_socket)                  \
  X(mysql_get_server_info) X(mysql_get_server_version) X(mysql_thread_id) X(mysql_errno) X(mysql_error)     \
  X(mysql_sqlstate) X(mariadb_get_infov)                                                                                      \
  /* statements */                                                                                          \
  X(mysql_real_query) X(mysql_send_query) X(mysql_read_query_result) X(mysql_warning_count)                 \
  X(mysql_affected_rows) X(mysql_field_count) X(mysql_more_results) X(mysql_next_result)                    \
  /* results */                                                                                             \
  X(mysql_store_result) X(mysql_free_result) X(mysql_num_rows) X(mysql_num_fields) X(mysql_fetch_row)       \
  X(mysql_fetch_lengths) X(mysql_fetch_fields)
// clang-format on

/// The functions of MariaDB's client library, typed by its own header. It speaks to MySQL as well.
struct Libmariadb {
#define DBTOOL_DECLARE(name) decltype(&::name) name = nullptr;
  DBTOOL_LIBMARIADB_FUNCTIONS(DBTOOL_DECLARE)
#undef DBTOOL_DECLARE
};

/// Loads the library when it is first asked for: who works with another engine neither waits for it nor
/// needs it. Throws Error{kConnection} if it is not there.
[[nodiscard]] const Libmariadb& libmariadb();

struct CloseConnection {
  void operator()(MYSQL* connection) const noexcept { libmariadb().mysql_close(connection); }
};
struct FreeResult {
  void operator()(MYSQL_RES* result) const noexcept { libmariadb().mysql_free_result(result); }
};
using ConnectionHandle = std::unique_ptr<MYSQL, CloseConnection>;
using ResultHandle = std::unique_ptr<MYSQL_RES, FreeResult>;

}  // namespace dbtool::dialects::mysql
