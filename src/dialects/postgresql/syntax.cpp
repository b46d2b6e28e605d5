#include "dialects/postgresql/syntax.h"

#include <array>

#include "dialects/postgresql/options.h"

namespace dbtool::dialects::postgresql {

namespace {

// SQLAlchemy's list, so that the same names are quoted.
constexpr std::string_view kReservedWords[] = {
    "all",
    "analyse",
    "analyze",
    "and",
    "any",
    "array",
    "as",
    "asc",
    "asymmetric",
    "authorization",
    "between",
    "binary",
    "both",
    "case",
    "cast",
    "check",
    "collate",
    "column",
    "constraint",
    "create",
    "cross",
    "current_catalog",
    "current_date",
    "current_role",
    "current_schema",
    "current_time",
    "current_timestamp",
    "current_user",
    "default",
    "deferrable",
    "desc",
    "distinct",
    "do",
    "else",
    "end",
    "except",
    "false",
    "fetch",
    "for",
    "foreign",
    "freeze",
    "from",
    "full",
    "grant",
    "group",
    "having",
    "ilike",
    "in",
    "initially",
    "inner",
    "intersect",
    "into",
    "is",
    "isnull",
    "join",
    "leading",
    "left",
    "like",
    "limit",
    "localtime",
    "localtimestamp",
    "natural",
    "new",
    "not",
    "notnull",
    "null",
    "of",
    "off",
    "offset",
    "old",
    "on",
    "only",
    "or",
    "order",
    "outer",
    "over",
    "overlaps",
    "placing",
    "primary",
    "references",
    "returning",
    "right",
    "select",
    "session_user",
    "similar",
    "some",
    "symmetric",
    "table",
    "then",
    "to",
    "trailing",
    "true",
    "union",
    "unique",
    "user",
    "using",
    "variadic",
    "verbose",
    "when",
    "where",
    "window",
    "with",
};

constexpr std::string_view kTableOptions[] = {kForValues, kTablespace, kUnlogged, kWith};
constexpr std::string_view kFixedTableOptions[] = {kInherits, kPartitionBy, kPartitionColumns, kPartitionOf};

constexpr DialectTraits kTraits{
    .names = kNames,
    .impl_name = "PostgresqlImpl",
    .transactional_ddl = true,
    .max_identifier_bytes = 63,
    .keeps_comments = true,
    .keeps_identity = true,
    .keeps_autoincrement = true,
    .keeps_unique_options = true,
    .stores_computed = true,
    .keeps_types = true,
    .keeps_sequences = true,
    .keeps_functions = true,
    .default_index_method = "btree",
    .nulls_of_ascending = NullsOrder::kLast,
    .table_options = kTableOptions,
    .fixed_table_options = kFixedTableOptions,
};

constexpr sql::Syntax kSyntax{
    .prefixed_strings = true,
    .dollar_quotes = true,
    .custom_operators = true,
    .parameter_prefixes = "$",
    .nested_comments = true,
    .carriage_return_ends_comment = true,
    .client_commands = sql::ClientCommands::kBackslashLines,
    .bodies = sql::Bodies::kAtomicAndRules,
    .copy_from_stdin = true,
};

constexpr sql::Quoting kQuoting{.quote = '"', .reserved_words = kReservedWords};

}  // namespace

const DialectTraits& traits() { return kTraits; }
const sql::Syntax& syntax() { return kSyntax; }
const sql::Quoting& quoting() { return kQuoting; }

}  // namespace dbtool::dialects::postgresql
