#pragma once

#include <string>
#include <string_view>

namespace dbtool::ops {

/// `DEFINER = app@localhost` of CREATE [OR REPLACE] …, as it stands there; empty: the statement names nobody.
[[nodiscard]] std::string_view definer_clause(std::string_view sql);

/// The account of such a clause as `app@localhost`, without quotes and blanks; empty for an empty one.
[[nodiscard]] std::string definer_account(std::string_view clause);

/// The same statement, naming nobody.
[[nodiscard]] std::string without_definer(std::string_view sql);

/// The same statement for the definer that another one names, unless it names one itself.
[[nodiscard]] std::string with_definer_of(std::string_view sql, std::string_view other);

}  // namespace dbtool::ops
