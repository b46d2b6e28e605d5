#include "dialects/mysql/expression.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/strings.h"
#include "dialects/mysql/syntax.h"
#include "dialects/mysql/value.h"
#include "sql/lexer.h"
#include "sql/normalize.h"

namespace dbtool::dialects::mysql {

namespace {

using sql::TokenKind;

struct Pair {
  std::string_view name;
  std::string_view canonical;
};

constexpr Pair kFunctions[] = {
    {"ceiling", "ceil"},          {"character_length", "char_length"},
    {"curdate", "current_date"},  {"curtime", "current_time"},
    {"current_timestamp", "now"}, {"dayofmonth", "day"},
    {"lcase", "lower"},           {"localtime", "now"},
    {"localtimestamp", "now"},    {"mid", "substr"},
    {"octet_length", "length"},   {"power", "pow"},
    {"schema", "database"},       {"std", "stddev"},
    {"substring", "substr"},      {"ucase", "upper"},
};

/// Functions that may stand without parentheses.
constexpr std::array<std::string_view, 6> kWithoutParentheses = {
    "current_timestamp", "localtime", "localtimestamp", "current_date", "current_time", "current_user"};

constexpr Pair kOperators[] = {{"!=", "<>"}, {"&&", "and"}, {"||", "or"}, {"mod", "%"}, {"rlike", "regexp"}};

struct Level {
  std::string_view operators;  ///< with blanks around each
};
// From the loosest to the tightest: MariaDB's manual, "Operator Precedence". NOT, comparisons with words and
// unary operators have their own functions.
constexpr Level kArithmetic[] = {{" | "}, {" & "}, {" << >> "}, {" + - "}, {" * / div % "}, {" ^ "}};

std::string_view canonical(std::string_view name, std::span<const Pair> pairs) {
  const auto found = std::ranges::find(pairs, name, &Pair::name);
  return found == pairs.end() ? name : found->canonical;
}

/// What is not known here; never leaves this file.
struct Unknown {};

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text), lexer_(text, syntax()) {
    advance();
    advance();
  }

  std::string parse() {
    std::string result = disjunction();
    if (token_.kind != TokenKind::kEnd) throw Unknown();
    return result;
  }

 private:
  void advance() {
    token_ = next_;
    do {
      next_ = lexer_.next();
    } while (next_.kind == TokenKind::kComment);
    word_ = base::to_lower(token_.in(text_));
  }
  [[nodiscard]] bool is_word(std::string_view word) const {
    return token_.kind == TokenKind::kWord && word_ == word;
  }
  bool accept(std::string_view symbol_or_word) {
    const bool may_be = token_.kind == TokenKind::kWord || token_.kind == TokenKind::kOperator;
    if (!may_be || canonical(word_, kOperators) != symbol_or_word) return false;
    advance();
    return true;
  }
  void expect(std::string_view symbol_or_word) {
    if (!accept(symbol_or_word)) throw Unknown();
  }
  [[nodiscard]] std::string operator_text() const {
    const bool may_be = token_.kind == TokenKind::kWord || token_.kind == TokenKind::kOperator;
    return may_be ? std::string(canonical(word_, kOperators)) : std::string();
  }

  std::string disjunction() {
    std::string left = exclusion();
    while (accept("or")) left = fmt::format("(or {} {})", left, exclusion());
    return left;
  }
  std::string exclusion() {
    std::string left = conjunction();
    while (accept("xor")) left = fmt::format("(xor {} {})", left, conjunction());
    return left;
  }
  std::string conjunction() {
    std::string left = negation();
    while (accept("and")) left = fmt::format("(and {} {})", left, negation());
    return left;
  }
  std::string negation() {
    if (accept("not")) return fmt::format("(not {})", negation());
    return comparison();
  }

  std::string comparison() {
    std::string left = arithmetic(0);
    for (;;) {
      static constexpr std::array<std::string_view, 7> kComparisons = {"=",  "<=>", ">=", ">",
                                                                       "<=", "<",   "<>"};
      const std::string symbol = operator_text();
      if (std::ranges::find(kComparisons, symbol) != kComparisons.end()) {
        advance();
        left = fmt::format("({} {} {})", symbol, left, arithmetic(0));
      } else if (accept("is")) {
        const bool negated = accept("not");
        const std::string what = word_;
        advance();
        left = fmt::format("(is {} {})", left, what);
        if (negated) left = fmt::format("(not {})", left);
      } else if (is_word("not") || is_word("in") || is_word("between") || is_word("like") ||
                 is_word("regexp") || is_word("rlike")) {
        const bool negated = accept("not");
        left = word_comparison(std::move(left));
        if (negated) left = fmt::format("(not {})", left);
      } else {
        return left;
      }
    }
  }

  std::string word_comparison(std::string left) {
    if (accept("in")) return fmt::format("(in {} {})", left, arguments());
    if (accept("between")) {
      const std::string low = arithmetic(0);
      expect("and");
      return fmt::format("(between {} {} {})", left, low, arithmetic(0));
    }
    if (accept("like")) {
      std::string result = fmt::format("(like {} {}", left, arithmetic(0));
      if (accept("escape")) result += " " + arithmetic(0);
      return result + ")";
    }
    if (accept("regexp")) return fmt::format("(regexp {} {})", left, arithmetic(0));
    throw Unknown();
  }

  std::string arithmetic(std::size_t level) {
    if (level == std::size(kArithmetic)) return unary();
    std::string left = arithmetic(level + 1);
    for (;;) {
      const std::string symbol = operator_text();
      const bool is_here =
          !symbol.empty() && kArithmetic[level].operators.find(" " + symbol + " ") != std::string_view::npos;
      if (!is_here) return left;
      advance();
      left = fmt::format("({} {} {})", symbol, left, arithmetic(level + 1));
    }
  }

  std::string unary() {
    if (accept("-")) {
      const bool is_number = token_.kind == TokenKind::kNumber;
      std::string operand = unary();
      return is_number ? "-" + operand : fmt::format("(- {})", operand);
    }
    if (accept("+")) return unary();
    if (accept("~")) return fmt::format("(~ {})", unary());
    if (accept("!")) return fmt::format("(not {})", unary());
    std::string operand = primary();
    if (accept("collate")) {
      operand = fmt::format("(collate {} {})", operand, word_);
      advance();
    }
    return operand;
  }

  std::string nested() {
    ++depth_;
    std::string result = closed(disjunction());
    --depth_;
    return result;
  }

  std::string primary() {
    const std::string_view text = token_.in(text_);
    switch (token_.kind) {
      case TokenKind::kNumber:
        return taken(word_);
      case TokenKind::kString:
        return string();
      case TokenKind::kQuotedIdentifier:
        return name();
      case TokenKind::kWord:
        return word();
      case TokenKind::kOperator:
        if (text != "(" || depth_ == kMaxDepth) throw Unknown();
        advance();
        return nested();
      default:
        throw Unknown();
    }
  }

  std::string taken(std::string value) {
    advance();
    return value;
  }
  std::string closed(std::string inner) {
    expect(")");
    return inner;
  }
  std::string string() {
    const std::string_view text = token_.in(text_);
    const bool has_prefix = text.front() != '\'' && text.front() != '"';
    return taken(has_prefix ? word_ : quoted_string(unquoted_string(text)));
  }
  /// `a`, `t`.`a`
  std::string name() {
    std::string result;
    for (;;) {
      const std::string_view text = token_.in(text_);
      const bool is_quoted = token_.kind == TokenKind::kQuotedIdentifier;
      if (!is_quoted && token_.kind != TokenKind::kWord) throw Unknown();
      result += base::to_lower(is_quoted ? text.substr(1, text.size() - 2) : text);
      advance();
      if (!accept(".")) return result;
      result += '.';
    }
  }

  std::string word() {
    // A character set before a string says how it is stored, and not what it is.
    if (word_.starts_with('_') && next_.kind == TokenKind::kString) {
      advance();
      return string();
    }
    if (is_word("null")) return taken("null");
    if (is_word("true")) return taken("1");
    if (is_word("false")) return taken("0");
    if (accept("case")) return case_of();
    if (accept("interval")) {
      const std::string amount = disjunction();
      return taken(fmt::format("(interval {} {})", amount, word_));
    }
    if (next_.in(text_) == "(") return call();
    const auto bare = std::ranges::find(kWithoutParentheses, std::string_view(word_));
    if (bare != kWithoutParentheses.end()) return taken(fmt::format("({})", canonical(word_, kFunctions)));
    static constexpr std::array<std::string_view, 6> kKeywords = {"select",   "exists", "binary",
                                                                  "distinct", "date",   "timestamp"};
    if (std::ranges::find(kKeywords, std::string_view(word_)) != kKeywords.end()) throw Unknown();
    return name();
  }

  std::string case_of() {
    std::string result = "(case";
    if (!is_word("when")) result += " " + disjunction();
    while (accept("when")) {
      result += fmt::format(" ({}", disjunction());
      expect("then");
      result += fmt::format(" {})", disjunction());
    }
    if (accept("else")) result += " " + disjunction();
    expect("end");
    return result + ")";
  }

  std::string call() {
    const std::string function(canonical(word_, kFunctions));
    advance();
    if (function == "cast" || function == "convert") return cast();
    const std::string list = arguments();
    return list.empty() ? fmt::format("({})", function) : fmt::format("({} {})", function, list);
  }
  /// `cast(a as char(3))`, `convert(a, char(3))`, `convert(a using latin1)`
  std::string cast() {
    expect("(");
    std::string result = "(cast " + disjunction();
    const bool is_using = accept("using");
    if (!is_using && !accept("as")) expect(",");
    if (is_using) result += " using";
    for (int depth = 0; depth > 0 || token_.in(text_) != ")"; advance()) {
      if (token_.kind == TokenKind::kEnd) throw Unknown();
      if (token_.in(text_) == "(") ++depth;
      if (token_.in(text_) == ")") --depth;
      result += " " + word_;
    }
    advance();
    return result + ")";
  }
  std::string arguments() {
    expect("(");
    std::vector<std::string> list;
    while (!accept(")")) {
      if (!list.empty()) expect(",");
      list.push_back(disjunction());
    }
    return fmt::format("{}", fmt::join(list, " "));
  }

  /// Deeper than anybody writes, and far from the end of the stack.
  static constexpr std::size_t kMaxDepth = 200;

  std::string_view text_;
  sql::Lexer lexer_;
  sql::Token token_;
  sql::Token next_;
  std::string word_;       ///< the token in lower case
  std::size_t depth_ = 0;  ///< of parentheses
};

}  // namespace

std::optional<std::string> canonical_expression(std::string_view sql) {
  try {
    return Parser(sql).parse();
  } catch (const Unknown&) {
    return std::nullopt;
  }
}

bool same_expression_text(std::string_view a, std::string_view b) {
  if (a == b) return true;
  const auto left = canonical_expression(a);
  const auto right = canonical_expression(b);
  if (left && right) return left == right;
  constexpr auto kStrip = sql::OuterParentheses::kStrip;
  return sql::normalized(a, syntax(), kStrip) == sql::normalized(b, syntax(), kStrip);
}

std::optional<std::string> current_timestamp(std::string_view sql) {
  const auto form = canonical_expression(sql);
  if (!form) return std::nullopt;
  if (*form == "(now)" || *form == "(now 0)") return "CURRENT_TIMESTAMP";
  constexpr std::string_view kBegin = "(now ";
  if (!form->starts_with(kBegin)) return std::nullopt;
  return fmt::format("CURRENT_TIMESTAMP({}", std::string_view(*form).substr(kBegin.size()));
}

bool is_constant(std::string_view sql) {
  sql::Lexer lexer(sql, syntax());
  sql::Token token = lexer.next();
  if (token.kind == TokenKind::kOperator && (token.in(sql) == "-" || token.in(sql) == "+"))
    token = lexer.next();
  const std::string word = base::to_lower(token.in(sql));
  const bool is_word = word == "null" || word == "true" || word == "false";
  if (token.kind != TokenKind::kNumber && token.kind != TokenKind::kString && !is_word) return false;
  return lexer.next().kind == TokenKind::kEnd;
}

}  // namespace dbtool::dialects::mysql
