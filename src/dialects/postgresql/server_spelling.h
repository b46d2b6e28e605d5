#pragma once

#include <memory>
#include <vector>

#include "dbtool/connection.h"
#include "dbtool/type_system.h"
#include "dialects/postgresql/spelling_questions.h"

namespace dbtool::dialects::postgresql {

/// PostgreSQL's rules, and what the server answers. It makes the objects of each question among the session's
/// temporary ones, reads how it keeps them, and takes them back, all in one block of a transaction that is
/// rolled back. What it cannot make has no answer; nor has anything on a server that lets nobody write.
[[nodiscard]] std::unique_ptr<TypeSystem> ask_server(Connection& connection,
                                                     const std::vector<SpellingQuestion>& questions);

}  // namespace dbtool::dialects::postgresql
