#pragma once

#include <set>
#include <string>
#include <string_view>

#include "dbtool/source_text.h"

/// Names in small pieces of SQL: a check, an index's WHERE. Enough to see that a column is mentioned, quoted
/// or not; a function of the same name is taken for it too.
namespace dbtool::ops {

/// True if the SQL mentions the name outside of its string literals; unquoted names in any case.
[[nodiscard]] bool mentions(std::string_view sql, std::string_view name);
[[nodiscard]] bool any_mentions(const DialectText& sql, std::string_view name);

/// All that it mentions, in lower case: for who asks after many names.
[[nodiscard]] std::set<std::string> mentioned_names(std::string_view sql);

/// True for `SELECT *` and `SELECT a, t.*`; not for `count(*)`, nor a product.
[[nodiscard]] bool takes_all_columns(std::string_view sql);

/// The SQL with one name in the place of another.
[[nodiscard]] std::string rename_in_sql(std::string_view sql, std::string_view from, std::string_view to);
void rename_in_sql(DialectText& sql, std::string_view from, std::string_view to);

}  // namespace dbtool::ops
