#include "ops/definer.h"

#include "base/strings.h"
#include "sql/lexer.h"

namespace dbtool::ops {
namespace {

/// The beginning of such a statement is written alike by all who know the clause.
constexpr sql::Syntax kSyntax{.backtick_identifiers = true, .parameter_prefixes = "@"};

/// Where the words behind CREATE [OR REPLACE] begin, and the clause if it is there.
struct Head {
  std::size_t end = 0;  ///< 0: it is no CREATE
  std::string_view clause;
};

class HeadReader {
 public:
  explicit HeadReader(std::string_view sql) : sql_(sql), lexer_(sql, kSyntax) { advance(); }

  Head read() {
    if (!accept("create")) return {};
    if (accept("or") && !accept("replace")) return {};
    Head head{.end = token_.offset, .clause = {}};
    const std::size_t begin = token_.offset;
    if (!accept("definer") || !accept("=")) return head;
    read_account();
    head.clause = sql_.substr(begin, last_end_ - begin);
    return head;
  }

 private:
  void read_account() {
    advance();
    if (accept("(")) accept(")");  // CURRENT_USER()
    while (token_.in(sql_).starts_with('@')) {
      const bool has_host = token_.length > 1;
      advance();
      if (!has_host) advance();
    }
  }
  void advance() {
    last_end_ = token_.end();
    do {
      token_ = lexer_.next();
    } while (token_.kind == sql::TokenKind::kComment);
  }
  bool accept(std::string_view word) {
    if (!base::equals_ignoring_case(token_.in(sql_), word)) return false;
    advance();
    return true;
  }

  std::string_view sql_;
  sql::Lexer lexer_;
  sql::Token token_;
  std::size_t last_end_ = 0;
};

}  // namespace

std::string_view definer_clause(std::string_view sql) { return HeadReader(sql).read().clause; }

std::string definer_account(std::string_view clause) {
  std::string account(base::trim(clause.substr(clause.find('=') + 1)));
  std::erase_if(account, [](char c) { return c == '`' || c == '\'' || c == '"' || c == ' '; });
  return account;
}

std::string without_definer(std::string_view sql) {
  const Head head = HeadReader(sql).read();
  if (head.clause.empty()) return std::string(sql);
  std::size_t end = head.end + head.clause.size();
  while (end < sql.size() && base::trim(sql.substr(end, 1)).empty()) ++end;
  return std::string(sql.substr(0, head.end)) + std::string(sql.substr(end));
}

std::string with_definer_of(std::string_view sql, std::string_view other) {
  const std::string_view clause = definer_clause(other);
  const Head head = HeadReader(sql).read();
  if (clause.empty() || head.end == 0 || !head.clause.empty()) return std::string(sql);
  return std::string(sql.substr(0, head.end)) + std::string(clause) + " " + std::string(sql.substr(head.end));
}

}  // namespace dbtool::ops
