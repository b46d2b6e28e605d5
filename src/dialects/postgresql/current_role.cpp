#include "dialects/postgresql/current_role.h"

#include "dialects/postgresql/expression_tokens.h"
#include "dialects/postgresql/names.h"
#include "sql/ascii.h"

namespace dbtool::dialects::postgresql {

void CurrentRole::begin_as(std::string name) {
  own_ = std::move(name);
  session_ = own_;
  local_.clear();
}

void CurrentRole::ran(std::string_view sql, std::string_view tag) {
  const bool rolls_back = tag == "ROLLBACK";
  if (rolls_back || tag == "COMMIT") local_.clear();
  if (rolls_back) session_ = own_;  // nothing of a script is left then
  if (tag != "SET" && tag != "RESET") return;
  ExpressionTokens tokens(sql);
  tokens.advance();  // SET or RESET
  const bool is_local = tokens.accept_word("local");
  const bool is_session = tokens.accept_word("session");
  const bool is_role = tokens.accept_word("role") || (is_session && tokens.accept_word("authorization"));
  if (!is_role) return;
  if (tokens.text() == "to" || tokens.text() == "=") tokens.advance();
  const std::string_view word = tokens.token().in(tokens.sql());
  const std::string value = word.starts_with('\'') ? string_value(word) : plain_name(word);
  const bool is_own = tag == "RESET" || value == "none" || value == "default";
  std::string& role = is_local ? local_ : session_;
  role = is_own ? own_ : value;
  if (!is_local) local_.clear();
}

}  // namespace dbtool::dialects::postgresql
