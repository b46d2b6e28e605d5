#pragma once

#include <string>
#include <vector>

#include "dbtool/connection.h"

namespace dbtool::dialects::postgresql {

/// A session in which the catalog's texts depend on nothing that a user may set. Names in them are qualified
/// unless they are in the default schema, whatever else `search_path` has: what is written without a schema
/// then means the same in every session with that default. The settings are put back at the end. All is read
/// as of one moment, unless a transaction is open that says otherwise.
class CatalogSession {
 public:
  /// The connection outlives it. Throws Error{kDatabase}.
  explicit CatalogSession(Connection& connection);
  ~CatalogSession();
  CatalogSession(const CatalogSession&) = delete;
  CatalogSession& operator=(const CatalogSession&) = delete;

  /// The schema that names without one are made in; empty: there is none.
  [[nodiscard]] const std::string& default_schema() const noexcept { return default_schema_; }
  /// The value of `search_path` that the user has.
  [[nodiscard]] const std::string& search_path() const noexcept { return values_.front(); }
  /// The same that the catalog is read with.
  [[nodiscard]] const std::string& catalog_path() const noexcept { return catalog_path_; }
  /// 15 for 15.4.
  [[nodiscard]] int version() const noexcept { return version_; }
  [[nodiscard]] Connection& connection() const noexcept { return connection_; }

 private:
  void read_settings();
  void set(const std::vector<std::string>& values);

  Connection& connection_;
  bool has_own_transaction_;
  std::string default_schema_;
  std::string catalog_path_;
  int version_ = 0;
  std::vector<std::string> values_;  ///< what the settings were
};

}  // namespace dbtool::dialects::postgresql
