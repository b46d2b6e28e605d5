#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "sql/syntax.h"

namespace dbtool::sql {

/// The first words of a statement, at most `count`, up to what is not a word; in upper
/// case with one blank between: "CREATE UNIQUE INDEX". Comments are passed over.
[[nodiscard]] std::string leading_keywords(std::string_view statement, const Syntax& syntax,
                                           std::size_t count);

/// "CREATE"; empty if the statement does not begin with a word.
[[nodiscard]] std::string first_keyword(std::string_view statement, const Syntax& syntax);

/// The statement begins, ends or marks a transaction: BEGIN, START TRANSACTION, COMMIT, END,
/// ROLLBACK, ABORT, SAVEPOINT, RELEASE, PREPARE TRANSACTION. A block that stands alone (BEGIN NOT ATOMIC)
/// does not.
[[nodiscard]] bool is_transaction_control(std::string_view statement, const Syntax& syntax);

}  // namespace dbtool::sql
