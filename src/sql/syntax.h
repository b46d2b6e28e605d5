#pragma once

#include <string_view>

namespace dbtool::sql {

/// Which lines of a script are meant for the engine's own command line client.
enum class ClientCommands {
  kNone,
  kDotLines,        ///< `.mode column`: refused
  kBackslashLines,  ///< `\restrict` and what else a dump needs is skipped, the rest refused
  kDelimiterLines,  ///< `DELIMITER ;;` is obeyed, as `\G` and `\g` are; `source` is refused
};

/// Which statements may have ';' inside them, outside quotes and comments.
enum class Bodies {
  kNone,
  kTriggers,        ///< CREATE TRIGGER ... BEGIN ...; END
  kAtomicAndRules,  ///< CREATE FUNCTION ... BEGIN ATOMIC ...; END and CREATE RULE ... DO (...; ...)
  kProcedural,      ///< routines, triggers and events with blocks, IF, CASE and loops
};

/// The lexical rules of a dialect, as data. The defaults are standard SQL.
struct Syntax {
  // --- Strings and identifiers ---
  bool double_quoted_strings = false;   ///< "..." is a string, not an identifier
  bool backtick_identifiers = false;    ///< `...`
  bool bracket_identifiers = false;     ///< [...]
  bool backslash_escapes = false;       ///< in every string
  bool prefixed_strings = false;        ///< E'...' has backslash escapes; U&'...' and U&"..." are one token
  bool dollar_quotes = false;           ///< $tag$...$tag$
  bool custom_operators = false;        ///< any run of operator characters is one operator
  std::string_view parameter_prefixes;  ///< of "?:@$" those that begin a parameter
  /// "A" and "a" are the same name; otherwise quoting keeps the case, and names without quotes are lower
  /// case.
  bool quoted_names_ignore_case = false;

  // --- Comments ---
  bool nested_comments = false;
  bool hash_comments = false;
  bool dash_comments_need_blank = false;      ///< a--1 is arithmetic
  bool executable_comments = false;           ///< /*! ... */ and /*M! ... */ are code
  bool open_comment_at_end = false;           ///< a comment may lack its end at the end of the script
  bool carriage_return_ends_comment = false;  ///< a lone CR ends a line comment

  // --- Scripts ---
  ClientCommands client_commands = ClientCommands::kNone;
  Bodies bodies = Bodies::kNone;
  std::string_view preamble =
      {};  ///< a statement that a script needs at its beginning, to be read as it is meant
  bool copy_from_stdin = false;  ///< COPY ... FROM STDIN is followed by its data, up to a line with `\.`
};

}  // namespace dbtool::sql
