#pragma once

#include <string_view>

#include "dbtool/statement.h"

namespace dbtool::dialects::mysql {

/// kOutside for a statement that commits what is open, as all DDL does here: nothing can be rolled back that
/// stands before it or is done by it.
[[nodiscard]] Statement::Transaction transaction_of(std::string_view sql);

}  // namespace dbtool::dialects::mysql
