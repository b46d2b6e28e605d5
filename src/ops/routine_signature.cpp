#include "ops/routine_signature.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/strings.h"
#include "ops/definer.h"
#include "sql/leading_keywords.h"
#include "sql/lexer.h"

namespace dbtool::ops {
namespace {

/// The beginning of a routine is written alike everywhere; its body is not looked at.
constexpr sql::Syntax kSyntax{.dollar_quotes = true};

/// What may follow the result.
constexpr std::array<std::string_view, 20> kAttributes = {
    "language",  "as",     "begin",    "return",   "immutable",     "stable",  "volatile",
    "strict",    "called", "security", "parallel", "cost",          "rows",    "set",
    "leakproof", "not",    "window",   "support",  "deterministic", "external"};

class Reader {
 public:
  explicit Reader(std::string_view sql) : sql_(sql), lexer_(sql, kSyntax) { advance(); }

  void advance() {
    do {
      token_ = lexer_.next();
    } while (token_.kind == sql::TokenKind::kComment);
    text_ =
        token_.kind == sql::TokenKind::kWord ? base::to_lower(token_.in(sql_)) : std::string(token_.in(sql_));
  }
  [[nodiscard]] bool at_end() const { return token_.kind == sql::TokenKind::kEnd || token_.unterminated(); }
  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] std::size_t offset() const { return token_.offset; }
  bool accept(std::string_view text) {
    if (text_ != text) return false;
    advance();
    return true;
  }

 private:
  std::string_view sql_;
  sql::Lexer lexer_;
  sql::Token token_;
  std::string text_;
};

void append(std::string& text, const std::string& token) {
  if (!text.empty()) text += ' ';
  text += token;
}

/// Behind '(', up to its ')'.
std::vector<std::string> read_arguments(Reader& reader) {
  std::vector<std::string> arguments;
  std::string argument;
  bool is_default = false;
  for (int depth = 1; !reader.at_end(); reader.advance()) {
    const std::string& text = reader.text();
    if (text == "(") ++depth;
    if (text == ")" && --depth == 0) break;
    if (depth == 1 && text == ",") {
      arguments.push_back(std::exchange(argument, {}));
      is_default = false;
      continue;
    }
    is_default = is_default || (depth == 1 && (text == "default" || text == "="));
    if (!is_default) append(argument, text);
  }
  reader.advance();
  if (!argument.empty()) arguments.push_back(std::move(argument));
  return arguments;
}

}  // namespace

std::optional<RoutineSignature> routine_signature(std::string_view sql) {
  const std::string plain = without_definer(sql);
  Reader reader(plain);
  if (!reader.accept("create")) return std::nullopt;
  if (reader.accept("or") && !reader.accept("replace")) return std::nullopt;
  if (!reader.accept("function") && !reader.accept("procedure")) return std::nullopt;
  while (!reader.at_end() && reader.text() != "(") reader.advance();
  if (!reader.accept("(")) return std::nullopt;
  RoutineSignature signature{.arguments = read_arguments(reader), .result = {}};
  if (!reader.accept("returns")) return signature;
  while (!reader.at_end() && std::ranges::find(kAttributes, reader.text()) == kAttributes.end()) {
    append(signature.result, reader.text());
    reader.advance();
  }
  return signature;
}

std::string as_replacement(std::string_view sql) {
  Reader reader(sql);
  const bool is_create = reader.accept("create");
  if (!is_create || reader.text() == "or") return std::string(sql);
  return std::string(sql.substr(0, reader.offset())) + "OR REPLACE " +
         std::string(sql.substr(reader.offset()));
}

void make_replacement(DialectText& sql) {
  sql.general.text = as_replacement(sql.general.text);
  for (auto& [dialect, text] : sql.by_dialect) text.text = as_replacement(text.text);
}

std::string without_replacement(std::string_view sql) {
  Reader reader(sql);
  if (!reader.accept("create")) return std::string(sql);
  const std::size_t begin = reader.offset();
  if (!reader.accept("or") || !reader.accept("replace")) return std::string(sql);
  return std::string(sql.substr(0, begin)) + std::string(sql.substr(reader.offset()));
}

}  // namespace dbtool::ops
