#pragma once

#include <array>
#include <string_view>

#include "sql/syntax.h"

namespace dbtool::test {

// The rules of three engines, for tests of the sql layer that do not want to know dialects.

inline constexpr sql::Syntax kLiteSyntax{.backtick_identifiers = true,
                                         .bracket_identifiers = true,
                                         .parameter_prefixes = "?:@$",
                                         .quoted_names_ignore_case = true,
                                         .open_comment_at_end = true,
                                         .client_commands = sql::ClientCommands::kDotLines,
                                         .bodies = sql::Bodies::kTriggers};

inline constexpr sql::Syntax kPostgresSyntax{.prefixed_strings = true,
                                             .dollar_quotes = true,
                                             .custom_operators = true,
                                             .parameter_prefixes = "$",
                                             .nested_comments = true,
                                             .carriage_return_ends_comment = true,
                                             .client_commands = sql::ClientCommands::kBackslashLines,
                                             .bodies = sql::Bodies::kAtomicAndRules,
                                             .copy_from_stdin = true};

inline constexpr sql::Syntax kMariaSyntax{.double_quoted_strings = true,
                                          .backtick_identifiers = true,
                                          .backslash_escapes = true,
                                          .parameter_prefixes = "?@",
                                          .quoted_names_ignore_case = true,
                                          .hash_comments = true,
                                          .dash_comments_need_blank = true,
                                          .executable_comments = true,
                                          .client_commands = sql::ClientCommands::kDelimiterLines,
                                          .bodies = sql::Bodies::kProcedural};

struct NamedSyntax {
  std::string_view name;
  const sql::Syntax& syntax;
};

inline constexpr std::array<NamedSyntax, 3> kSyntaxes = {
    {{"lite", kLiteSyntax}, {"postgres", kPostgresSyntax}, {"maria", kMariaSyntax}}};

}  // namespace dbtool::test
