#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dbtool/connection.h"
#include "dialects/mysql/server.h"

namespace dbtool::dialects::mysql {

/// The tables that the catalog is asked about at once: those of some databases, or of one database those from
/// one name to another.
struct CatalogPart {
  std::vector<std::string> databases;
  std::string from = {};   ///< the first name; empty: there is nothing before
  std::string until = {};  ///< the first name that is no longer meant; empty: there is nothing behind
};

/// All tables of the databases, in parts that the server can keep open: if a query is about more than that,
/// it finds none of them still open from the query before, and opens every table. A few parts, or one that is
/// all. `databases` must not be empty. Throws Error{kDatabase}.
[[nodiscard]] std::vector<CatalogPart> divide_catalog(Connection& connection, const Server& server,
                                                      const std::vector<std::string>& databases);

/// `t.table_schema = 'app' AND t.table_name < 'user'`, given the names of the columns.
[[nodiscard]] std::string is_in_part(const CatalogPart& part, std::string_view schema_column,
                                     std::string_view table_column);

/// `column = 'app'`, `column IN ('app', 'user')`.
[[nodiscard]] std::string is_one_of(std::string_view column, const std::vector<std::string>& values);

}  // namespace dbtool::dialects::mysql
