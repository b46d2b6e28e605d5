#pragma once

#include <string_view>

#include "dbtool/operation.h"
#include "dbtool/schema.h"

/// To SQLite `User` and `user` are one name, and everything keeps the spelling that it was made with.
namespace dbtool::dialects::sqlite {

[[nodiscard]] bool same_name(std::string_view a, std::string_view b);

/// Null if there is none. Valid until the schema changes.
[[nodiscard]] const Table* find_table(const Schema& schema, const QualifiedName& name);
[[nodiscard]] const Column* find_column(const Table& table, std::string_view name);

/// Spells what keys and indexes mention as the tables and columns themselves are spelled.
void respell_parts(Schema& schema);

/// Spells the names in an operation on a table as the table does.
void respell(Operation& operation, const Table& table);

}  // namespace dbtool::dialects::sqlite
