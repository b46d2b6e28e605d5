#include "dialects/postgresql/names.h"

#include <utility>

#include "dialects/postgresql/syntax.h"
#include "sql/ascii.h"
#include "sql/lexer.h"

namespace dbtool::dialects::postgresql {

std::string plain_name(std::string_view token) {
  if (!token.starts_with('"')) return sql::lower(token);
  std::string name;
  for (std::size_t i = 1; i + 1 < token.size(); ++i) {
    name += token[i];
    if (token[i] == '"') ++i;
  }
  return name;
}

std::vector<QualifiedName> parse_names(std::string_view sql) {
  std::vector<QualifiedName> names;
  QualifiedName name;
  sql::Lexer lexer(sql, syntax());
  for (sql::Token token = lexer.next(); token.kind != sql::TokenKind::kEnd; token = lexer.next()) {
    if (token.kind == sql::TokenKind::kComment) continue;
    const std::string_view text = token.in(sql);
    if (text == ",") {
      names.push_back(std::exchange(name, {}));
    } else if (text == ".") {
      name.schema = std::exchange(name.name, {});
    } else {
      name.name = plain_name(text);
    }
  }
  if (!name.name.empty()) names.push_back(std::move(name));
  return names;
}

}  // namespace dbtool::dialects::postgresql
