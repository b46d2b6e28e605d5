#pragma once

#include <optional>
#include <span>
#include <string>

#include "dbtool/dialect.h"
#include "dbtool/schema.h"
#include "sql/statement_effect.h"

namespace dbtool::runtime {

/// `column 'email' of table 'users' exists`, `table 'users' does not exist`: what is to be so.
[[nodiscard]] std::string describe(const sql::CatalogFact& fact);

/// Whether a fact is so in a database with this schema; nothing if the schema does not tell.
[[nodiscard]] std::optional<bool> holds(const sql::CatalogFact& fact, const Schema& schema,
                                        const DialectTraits& traits);

/// Whether a statement has run that makes all the facts so, and ran all or not at all.
enum class Outcome { kDone, kPending, kUnclear };
[[nodiscard]] Outcome outcome_of(std::span<const sql::CatalogFact> facts, const Schema& schema,
                                 const DialectTraits& traits);

}  // namespace dbtool::runtime
