#include "dialects/sqlite/syntax.h"

#include <array>

#include "dialects/sqlite/table_options.h"
#include "dialects/sqlite/token_reader.h"

namespace dbtool::dialects::sqlite {

namespace {

// SQLAlchemy's list, so that the same names are quoted.
constexpr std::string_view kReservedWords[] = {
    "add",          "after",
    "all",          "alter",
    "analyze",      "and",
    "as",           "asc",
    "attach",       "autoincrement",
    "before",       "begin",
    "between",      "by",
    "cascade",      "case",
    "cast",         "check",
    "collate",      "column",
    "commit",       "conflict",
    "constraint",   "create",
    "cross",        "current_date",
    "current_time", "current_timestamp",
    "database",     "default",
    "deferrable",   "deferred",
    "delete",       "desc",
    "detach",       "distinct",
    "drop",         "each",
    "else",         "end",
    "escape",       "except",
    "exclusive",    "exists",
    "explain",      "fail",
    "false",        "for",
    "foreign",      "from",
    "full",         "glob",
    "group",        "having",
    "if",           "ignore",
    "immediate",    "in",
    "index",        "indexed",
    "initially",    "inner",
    "insert",       "instead",
    "intersect",    "into",
    "is",           "isnull",
    "join",         "key",
    "left",         "like",
    "limit",        "match",
    "natural",      "not",
    "notnull",      "null",
    "of",           "offset",
    "on",           "or",
    "order",        "outer",
    "plan",         "pragma",
    "primary",      "query",
    "raise",        "references",
    "reindex",      "rename",
    "replace",      "restrict",
    "right",        "rollback",
    "row",          "select",
    "set",          "table",
    "temp",         "temporary",
    "then",         "to",
    "transaction",  "trigger",
    "true",         "union",
    "unique",       "update",
    "using",        "vacuum",
    "values",       "view",
    "virtual",      "when",
    "where",
};

constexpr std::array kTableOptions = {kAutoincrement, kStrict, kWithoutRowid};
constexpr std::array kColumnOptions = {kOnNullConflict};

constexpr DialectTraits kTraits{
    .names = kNames,
    .impl_name = "SQLiteImpl",
    .transactional_ddl = true,
    .max_identifier_bytes = 0,
    .names_ignore_case = true,
    .foreign_keys_may_point_ahead = true,
    .table_options = kTableOptions,
    .column_options = kColumnOptions,
    .gathers_alterations = true,
    .parameter_of_many = "?",
    // After a copy that fails, the shell by itself would go on and drop the table that was to be copied.
    .before_atomic =
        "-- To be run with 'sqlite3 -bail': nothing may follow an error.\n"
        "PRAGMA foreign_keys = OFF",
};

constexpr sql::Syntax kSyntax{
    .backtick_identifiers = true,
    .bracket_identifiers = true,
    .parameter_prefixes = "?:@$",
    .quoted_names_ignore_case = true,
    .open_comment_at_end = true,
    .client_commands = sql::ClientCommands::kDotLines,
    .bodies = sql::Bodies::kTriggers,
};

constexpr sql::Quoting kQuoting{.quote = '"', .reserved_words = kReservedWords};

bool is_value(sql::TokenKind kind) {
  return kind == sql::TokenKind::kWord || kind == sql::TokenKind::kString ||
         kind == sql::TokenKind::kNumber || kind == sql::TokenKind::kQuotedIdentifier;
}

/// A word, a string or a number alone, or a number with its sign.
bool is_single_value(const TokenReader& tokens) {
  if (is_value(tokens.peek().kind)) return tokens.peek(1).kind == sql::TokenKind::kEnd;
  return (tokens.is_symbol('-') || tokens.is_symbol('+')) && tokens.peek(1).kind == sql::TokenKind::kNumber &&
         tokens.peek(2).kind == sql::TokenKind::kEnd;
}

}  // namespace

const DialectTraits& traits() { return kTraits; }
const sql::Syntax& syntax() { return kSyntax; }
const sql::Quoting& quoting() { return kQuoting; }

bool is_default_term(std::string_view sql) {
  TokenReader tokens(sql);
  if (is_single_value(tokens)) return true;
  if (!tokens.is_symbol('(')) return false;
  tokens.skip_group();
  return tokens.at_end();
}

bool is_constant(std::string_view sql) {
  const TokenReader tokens(sql);
  return is_single_value(tokens) && !tokens.is_word("current_timestamp") && !tokens.is_word("current_date") &&
         !tokens.is_word("current_time");
}

}  // namespace dbtool::dialects::sqlite
