#pragma once

#include <map>
#include <string>
#include <string_view>

#include "dbtool/database_url.h"
#include "dialects/mysql/libmariadb.h"

namespace dbtool::dialects::mysql {

/// Where a URL leads and how to get there, in the client library's terms. The options are those of the Python
/// drivers that SQLAlchemy uses, as far as they say something about the connection.
class ConnectionOptions {
 public:
  /// `purpose` is what the server knows the program as, unless the URL says. Throws Error{kConfig} for an
  /// option that is not known, or a value that is none.
  ConnectionOptions(const DatabaseUrl& url, std::string purpose);

  /// A connection that is not open yet, with all options set.
  [[nodiscard]] ConnectionHandle prepare() const;
  /// Opens it. False if that fails: the connection then knows why.
  [[nodiscard]] bool open(MYSQL* connection, const std::string& database) const;

  /// True of an open connection in plain text where the URL wants none.
  [[nodiscard]] bool lacks_tls(MYSQL* connection) const;

  [[nodiscard]] const std::string& database() const noexcept { return database_; }
  [[nodiscard]] const std::string& user() const noexcept { return user_; }
  /// SQL to be run first; empty: none.
  [[nodiscard]] std::string init_command() const { return text("init_command"); }

 private:
  [[nodiscard]] std::string text(std::string_view option) const;
  [[nodiscard]] bool has(std::string_view option) const { return !text(option).empty(); }
  [[nodiscard]] bool flag(std::string_view option, bool otherwise) const;
  [[nodiscard]] unsigned seconds(std::string_view option, unsigned otherwise) const;
  [[nodiscard]] std::string tls_mode() const;
  [[nodiscard]] bool refuses_tls() const;
  [[nodiscard]] bool requires_tls() const;
  [[nodiscard]] bool verifies_server() const;
  void set_tls(MYSQL* connection) const;
  void require_utf8() const;

  std::string host_;
  std::string socket_;
  std::string user_;
  std::string password_;
  std::string database_;
  std::string purpose_;
  unsigned port_ = 0;
  std::map<std::string, std::string, std::less<>> values_;
};

}  // namespace dbtool::dialects::mysql
