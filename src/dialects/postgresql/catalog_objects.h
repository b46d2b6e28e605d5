#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dialects/postgresql/columns.h"
#include "dialects/postgresql/relations.h"

/// What stands beside tables and views. `schemas` is an array of the names of those that are read, NULL for
/// all. What extensions brought along is left out.
namespace dbtool::dialects::postgresql {

[[nodiscard]] Enums read_enums(CatalogSession& session, const Value& schemas);
/// Domains, composite types and ranges, each after those that it is made of.
[[nodiscard]] std::vector<NamedType> read_types(CatalogSession& session, const Value& schemas);
/// What reads the statement that makes such a type; `where` says which one, by its `t.oid`.
[[nodiscard]] std::string type_definition_query(std::string_view where);
/// Functions and procedures, but no aggregates. Of several with one name the arguments are part of the name:
/// `area(integer, integer)`.
[[nodiscard]] std::vector<Function> read_functions(CatalogSession& session, const Value& schemas);
/// The enums, types and functions that have a comment, which a schema has no place for.
[[nodiscard]] std::vector<UnreadableTable> read_commented(CatalogSession& session, const Value& schemas);
/// The triggers of these relations.
[[nodiscard]] std::vector<Trigger> read_triggers(CatalogSession& session, Relations& relations);

}  // namespace dbtool::dialects::postgresql
