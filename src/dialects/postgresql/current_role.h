#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace dbtool::dialects::postgresql {

/// The role whose privileges count in a session. After an error the server does not tell it any more, so it
/// is followed.
class CurrentRole {
 public:
  explicit CurrentRole(std::string name) : own_(std::move(name)), session_(own_) {}

  /// The one that the session began with: the connection may ask for another one than it logs in as.
  void begin_as(std::string name);
  /// Follows a statement that has run; `tag` is what the server calls it.
  void ran(std::string_view sql, std::string_view tag);

  [[nodiscard]] const std::string& name() const noexcept { return local_.empty() ? session_ : local_; }

 private:
  std::string own_;
  std::string session_;
  std::string local_;  ///< until the transaction ends; empty: the session's
};

}  // namespace dbtool::dialects::postgresql
