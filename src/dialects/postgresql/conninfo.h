#pragma once

#include <map>
#include <string>
#include <string_view>

#include "dbtool/database_url.h"

namespace dbtool::dialects::postgresql {

/// What a URL says, as the client library's keywords and values. What the URL leaves out the library finds
/// in the environment (PGHOST, PGPASSWORD, ...), in a service file and in the password file.
class Conninfo {
 public:
  /// Throws Error{kConfig} for an option that the library does not know, Error{kConnection} if there is no
  /// library.
  explicit Conninfo(const DatabaseUrl& url);

  [[nodiscard]] const std::map<std::string, std::string, std::less<>>& values() const noexcept {
    return values_;
  }
  void set(std::string_view keyword, std::string value) {
    values_.insert_or_assign(std::string(keyword), std::move(value));
  }
  /// The URL names several servers to try.
  [[nodiscard]] bool has_several_hosts() const;
  /// The URL's `options=-c name=...` sets the server's setting.
  [[nodiscard]] bool sets(std::string_view setting) const;

 private:
  std::map<std::string, std::string, std::less<>> values_;
};

}  // namespace dbtool::dialects::postgresql
