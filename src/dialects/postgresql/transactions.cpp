#include "dialects/postgresql/transactions.h"

#include <algorithm>
#include <array>
#include <vector>

#include "dialects/postgresql/names.h"
#include "dialects/postgresql/syntax.h"
#include "sql/ascii.h"
#include "sql/leading_keywords.h"
#include "sql/lexer.h"

namespace dbtool::dialects::postgresql {

namespace {

/// Statements of which every form, or nearly every one, runs alone.
constexpr std::array<std::string_view, 12> kAlone = {"VACUUM",
                                                     "CLUSTER",
                                                     "REINDEX",
                                                     "CREATE DATABASE",
                                                     "DROP DATABASE",
                                                     "CREATE TABLESPACE",
                                                     "DROP TABLESPACE",
                                                     "ALTER SYSTEM",
                                                     "DISCARD ALL",
                                                     "CREATE SUBSCRIPTION",
                                                     "ALTER SUBSCRIPTION",
                                                     "DROP SUBSCRIPTION"};

/// Statements of which some forms do, which two words tell.
struct Form {
  std::string_view begins;
  std::array<std::string_view, 2> contains;
  bool apart = false;  ///< others may stand between them
};
constexpr std::array kForms = {
    Form{"CREATE INDEX", {"INDEX", "CONCURRENTLY"}}, Form{"CREATE UNIQUE INDEX", {"INDEX", "CONCURRENTLY"}},
    Form{"DROP INDEX", {"INDEX", "CONCURRENTLY"}},   Form{"ALTER TYPE", {"ADD", "VALUE"}},
    Form{"ALTER DATABASE", {"SET", "TABLESPACE"}},   Form{"ALTER TABLE", {"DETACH", "CONCURRENTLY"}, true},
};

/// The tokens of a statement without comments.
class Words {
 public:
  explicit Words(std::string_view sql) : sql_(sql), lexer_(sql, syntax()) { advance(); }

  void advance() {
    do {
      token_ = lexer_.next();
    } while (token_.kind == sql::TokenKind::kComment);
  }
  [[nodiscard]] bool at_end() const { return token_.kind == sql::TokenKind::kEnd || token_.unterminated(); }
  [[nodiscard]] bool is(std::string_view word) const {
    return token_.kind == sql::TokenKind::kWord && sql::upper(token_.in(sql_)) == word;
  }
  bool accept(std::string_view word) { return is(word) && (advance(), true); }
  [[nodiscard]] const sql::Token& token() const { return token_; }
  [[nodiscard]] std::string_view text() const { return token_.in(sql_); }

 private:
  std::string_view sql_;
  sql::Lexer lexer_;
  sql::Token token_;
};

bool is_of(const Form& form, std::string_view sql) {
  bool has_first = false;
  for (Words words(sql); !words.at_end(); words.advance()) {
    if (has_first && words.is(form.contains[1])) return true;
    has_first = words.is(form.contains[0]) || (has_first && form.apart);
  }
  return false;
}

bool begins_with(std::string_view words, std::string_view beginning) {
  return words.starts_with(beginning) && (words.size() == beginning.size() || words[beginning.size()] == ' ');
}

}  // namespace

Statement::Transaction transaction_of(std::string_view sql) {
  using Transaction = Statement::Transaction;
  const std::string words = sql::leading_keywords(sql, syntax(), 3);
  const auto begins = [&](std::string_view beginning) { return begins_with(words, beginning); };
  if (std::ranges::any_of(kAlone, begins)) return Transaction::kOutside;
  const bool is_form =
      std::ranges::any_of(kForms, [&](const Form& form) { return begins(form.begins) && is_of(form, sql); });
  return is_form ? Transaction::kOutside : Transaction::kInside;
}

std::optional<ConcurrentIndex> concurrent_index(std::string_view sql) {
  Words words(sql);
  if (!words.accept("CREATE")) return std::nullopt;
  words.accept("UNIQUE");
  if (!words.accept("INDEX") || !words.accept("CONCURRENTLY")) return std::nullopt;
  if (words.accept("IF") && !(words.accept("NOT") && words.accept("EXISTS"))) return std::nullopt;
  if (words.is("ON") || words.at_end()) return std::nullopt;
  ConcurrentIndex index{.name = plain_name(words.text()), .table = {}};
  words.advance();
  if (!words.accept("ON")) return std::nullopt;
  words.accept("ONLY");
  for (; !words.at_end() && !words.is("USING") && words.text() != "("; words.advance()) {
    index.table += words.text();
  }
  return index;
}

bool takes_search_path(std::string_view script) {
  return script.find("set_config('search_path', '', false)") != std::string_view::npos;
}

}  // namespace dbtool::dialects::postgresql
