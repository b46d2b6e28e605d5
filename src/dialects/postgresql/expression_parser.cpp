#include <array>
#include <utility>

#include "base/strings.h"
#include "dialects/postgresql/expression.h"
#include "dialects/postgresql/syntax.h"
#include "dialects/postgresql/type_name.h"
#include "sql/ascii.h"
#include "sql/lexer.h"
#include "sql/normalize.h"

namespace dbtool::dialects::postgresql {

namespace {

using Kind = Expression::Kind;

/// How strongly operators bind, from the weakest: postgresql.org/docs/current/sql-syntax-lexical.html
enum Precedence : int {
  kAnything,
  kOr,
  kAnd,
  kNot,
  kIs,
  kComparison,
  kPattern,  // BETWEEN, IN, LIKE
  kOther,
  kSum,
  kProduct,
  kPower,
  kAtTimeZone,
  kCollate,
  kSign,
  kSubscript,
};

/// Deeper ones are not worth their stack.
constexpr int kMaxDepth = 200;

struct Spelling {
  std::string_view written;
  std::string_view meant;
};

constexpr std::array kPatternWords{Spelling{"like", "~~"}, Spelling{"ilike", "~~*"}};
constexpr std::array kNow{std::string_view("current_timestamp"), std::string_view("transaction_timestamp")};
/// Words after which a constant of that type may stand in quotes.
constexpr std::array<std::string_view, 6> kTypedConstants = {"date",     "time", "timestamp",
                                                             "interval", "bit",  "timestamptz"};
/// They separate the arguments of the functions for which the standard has a syntax of its own.
constexpr std::array<std::string_view, 3> kArgumentWords = {"from", "for", "placing"};

/// What ends an attempt: the text is not understood.
struct NotUnderstood {};

bool contains(const auto& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

Expression call(std::string name, std::vector<Expression> parts) {
  return {.kind = Kind::kCall, .text = std::move(name), .parts = std::move(parts)};
}

/// `a AND b AND c` is one AND of three.
Expression joined(std::string name, Expression left, Expression right) {
  std::vector<Expression> parts;
  for (Expression* each : {&left, &right}) {
    if (each->kind == Kind::kCall && each->text == name) {
      for (Expression& part : each->parts) parts.push_back(std::move(part));
    } else {
      parts.push_back(std::move(*each));
    }
  }
  return call(std::move(name), std::move(parts));
}

/// The text of a string constant, without quotes, prefix and escapes.
std::string string_value(std::string_view token) {
  if (token.front() == '$') {
    const std::size_t tag = token.find('$', 1) + 1;
    return std::string(token.substr(tag, token.size() - 2 * tag));
  }
  const std::size_t quote = token.find('\'');
  const bool escapes = sql::lower(token.front()) == 'e';
  std::string value;
  for (std::size_t i = quote + 1; i + 1 < token.size(); ++i) {
    const bool doubled = token[i] == '\'' || (escapes && token[i] == '\\');
    if (doubled && i + 2 < token.size()) ++i;
    value += token[i];
  }
  return value;
}

class Parser {
 public:
  explicit Parser(std::string_view sql) : sql_(sql), lexer_(sql, syntax()) { advance(); }

  Expression parse_all() {
    Expression result = parse(kAnything);
    if (token_.kind != sql::TokenKind::kEnd) throw NotUnderstood{};
    return result;
  }

 private:
  // --- Tokens ---
  void advance() {
    do {
      token_ = lexer_.next();
    } while (token_.kind == sql::TokenKind::kComment);
    text_ = token_.kind == sql::TokenKind::kWord ? sql::lower(token_.in(sql_)) : std::string(token_.in(sql_));
    if (token_.kind == sql::TokenKind::kOperator && text_ == "!=") text_ = "<>";
  }
  [[nodiscard]] bool is_word(std::string_view word) const {
    return token_.kind == sql::TokenKind::kWord && text_ == word;
  }
  [[nodiscard]] bool is_symbol(std::string_view symbol) const {
    return token_.kind == sql::TokenKind::kOperator && text_ == symbol;
  }
  bool accept_word(std::string_view word) { return is_word(word) && (advance(), true); }
  bool accept_symbol(std::string_view symbol) { return is_symbol(symbol) && (advance(), true); }
  void expect_word(std::string_view word) {
    if (!accept_word(word)) throw NotUnderstood{};
  }
  void expect_symbol(std::string_view symbol) {
    if (!accept_symbol(symbol)) throw NotUnderstood{};
  }

  // --- Expressions ---
  Expression parse(int minimum) {
    if (++depth_ > kMaxDepth) throw NotUnderstood{};
    Expression left = parse_prefix();
    while (parse_infix(left, minimum)) {
    }
    --depth_;
    return left;
  }

  Expression parse_prefix() {
    if (accept_word("not")) return call("not", {parse(kNot)});
    if (is_symbol("-") || is_symbol("+")) return parse_sign();
    return parse_primary();
  }

  Expression parse_sign() {
    const bool negative = is_symbol("-");
    advance();
    Expression operand = parse(kSign);
    if (!negative) return operand;
    const bool is_number = operand.kind == Kind::kConstant && !operand.text.starts_with('-');
    if (!is_number) return call("-", {std::move(operand)});
    operand.text.insert(0, 1, '-');
    return operand;
  }

  Expression parse_primary() {
    switch (token_.kind) {
      case sql::TokenKind::kNumber:
        return take(Kind::kConstant, text_);
      case sql::TokenKind::kString:
        return take(Kind::kConstant, string_value(text_));
      case sql::TokenKind::kQuotedIdentifier:
        return parse_name();
      case sql::TokenKind::kWord:
        return parse_word();
      default:
        expect_symbol("(");
        return parse_parenthesized();
    }
  }

  Expression take(Kind kind, std::string text) {
    advance();
    return {.kind = kind, .text = std::move(text)};
  }

  Expression parse_parenthesized() {
    std::vector<Expression> parts = parse_list(")");
    if (parts.empty()) throw NotUnderstood{};
    return parts.size() == 1 ? std::move(parts.front()) : call("row", std::move(parts));
  }

  /// What comes before the closing symbol, which is taken too.
  std::vector<Expression> parse_list(std::string_view closing) {
    std::vector<Expression> parts;
    if (accept_symbol(closing)) return parts;
    do {
      parts.push_back(parse(kAnything));
    } while (accept_symbol(",") ||
             (token_.kind == sql::TokenKind::kWord && contains(kArgumentWords, text_) && (advance(), true)));
    expect_symbol(closing);
    return parts;
  }

  Expression parse_word() {
    if (is_word("select") || is_word("with") || is_word("exists")) throw NotUnderstood{};
    if (accept_word("case")) return parse_case();
    if (accept_word("cast")) return parse_cast();
    if (accept_word("array")) {
      expect_symbol("[");
      return call("array", parse_list("]"));
    }
    if (is_word("true") || is_word("false") || is_word("null")) return take(Kind::kName, text_);
    return parse_name();
  }

  Expression parse_cast() {
    expect_symbol("(");
    Expression value = parse(kAnything);
    expect_word("as");
    Expression result = cast_to(std::move(value));
    expect_symbol(")");
    return result;
  }

  Expression parse_case() {
    std::vector<Expression> parts;
    const std::string name = is_word("when") ? "case" : "case of";
    if (name == "case of") parts.push_back(parse(kAnything));
    while (accept_word("when")) {
      parts.push_back(parse(kAnything));
      expect_word("then");
      parts.push_back(parse(kAnything));
    }
    parts.push_back(accept_word("else") ? parse(kAnything) : Expression{.kind = Kind::kName, .text = "null"});
    expect_word("end");
    return call(name, std::move(parts));
  }

  /// A column, a function's call, or a constant with its type before it.
  Expression parse_name() {
    std::string name = sql::normalized(text_, syntax());
    const bool may_be_type = token_.kind == sql::TokenKind::kWord && contains(kTypedConstants, text_);
    advance();
    if (may_be_type && token_.kind == sql::TokenKind::kString) {
      return cast(take(Kind::kConstant, string_value(text_)), to_string(parse_type_name(name)));
    }
    while (accept_symbol(".")) {
      name += "." + sql::normalized(text_, syntax());
      advance();
    }
    if (name.starts_with("pg_catalog.")) name.erase(0, std::string_view("pg_catalog.").size());
    if (contains(kNow, name)) {
      if (accept_symbol("(")) expect_symbol(")");
      return call("now", {});
    }
    if (!accept_symbol("(")) return {.kind = Kind::kName, .text = std::move(name)};
    return call(std::move(name), parse_list(")"));
  }

  // --- What stands behind an expression ---
  bool parse_infix(Expression& left, int minimum) {
    if (token_.kind == sql::TokenKind::kWord) return parse_word_infix(left, minimum);
    if (token_.kind != sql::TokenKind::kOperator) return false;
    if (accept_symbol("::")) {
      left = cast_to(std::move(left));
      return true;
    }
    if (is_symbol("[") && minimum <= kSubscript) {
      advance();
      std::vector<Expression> index = parse_list("]");
      index.insert(index.begin(), std::move(left));
      left = call("[]", std::move(index));
      return true;
    }
    const int precedence = precedence_of(text_);
    if (precedence == kAnything || precedence <= minimum) return false;
    left = parse_operator(std::move(left), precedence);
    return true;
  }

  static int precedence_of(std::string_view symbol) {
    if (symbol == ")" || symbol == "]" || symbol == "," || symbol == "(" || symbol == "." || symbol == ";" ||
        symbol == ":" || symbol == "[") {
      return kAnything;
    }
    for (const std::string_view each : {"<", ">", "=", "<=", ">=", "<>"}) {
      if (symbol == each) return kComparison;
    }
    if (symbol == "+" || symbol == "-") return kSum;
    if (symbol == "*" || symbol == "/" || symbol == "%") return kProduct;
    return symbol == "^" ? kPower : kOther;
  }

  Expression parse_operator(Expression left, int precedence) {
    std::string name = text_;
    advance();
    if (is_word("any") || is_word("some") || is_word("all")) {
      name += is_word("all") ? " all" : " any";
      advance();
      expect_symbol("(");
      return call(std::move(name), {std::move(left), parse_parenthesized()});
    }
    return call(std::move(name), {std::move(left), parse(precedence)});
  }

  bool parse_word_infix(Expression& left, int minimum) {
    if (minimum < kOr && accept_word("or")) {
      left = joined("or", std::move(left), parse(kOr));
    } else if (minimum < kAnd && accept_word("and")) {
      left = joined("and", std::move(left), parse(kAnd));
    } else if (minimum < kIs && is_word("is")) {
      left = parse_is(std::move(left));
    } else if (minimum < kIs && (is_word("isnull") || is_word("notnull"))) {
      left = call(is_word("isnull") ? "is null" : "is not null", {std::move(left)});
      advance();
    } else if (minimum < kCollate && accept_word("collate")) {
      left = call("collate", {std::move(left), parse_name()});
    } else if (minimum < kAtTimeZone && accept_word("at")) {
      expect_word("time");
      expect_word("zone");
      left = call("timezone", {parse(kAtTimeZone), std::move(left)});
    } else if (minimum < kPattern && starts_pattern()) {
      left = parse_pattern(std::move(left));
    } else {
      return false;
    }
    return true;
  }

  Expression parse_is(Expression left) {
    advance();
    std::string name = "is ";
    if (accept_word("not")) name += "not ";
    if (accept_word("distinct")) {
      expect_word("from");
      return call(name + "distinct from", {std::move(left), parse(kIs)});
    }
    if (token_.kind != sql::TokenKind::kWord) throw NotUnderstood{};
    name += text_;
    advance();
    return call(std::move(name), {std::move(left)});
  }

  [[nodiscard]] bool starts_pattern() const {
    return is_word("not") || is_word("in") || is_word("between") || is_word("like") || is_word("ilike");
  }

  Expression parse_pattern(Expression left) {
    const bool negated = accept_word("not");
    if (accept_word("in")) return parse_in(std::move(left), negated);
    if (accept_word("between")) return parse_between(std::move(left), negated);
    for (const Spelling& each : kPatternWords) {
      if (!accept_word(each.written)) continue;
      return call((negated ? "!" : "") + std::string(each.meant), {std::move(left), parse(kPattern)});
    }
    throw NotUnderstood{};
  }

  /// The server turns a list into an array, and a list of one into a comparison.
  Expression parse_in(Expression left, bool negated) {
    expect_symbol("(");
    std::vector<Expression> values = parse_list(")");
    if (values.size() == 1) return call(negated ? "<>" : "=", {std::move(left), std::move(values.front())});
    return call(negated ? "<> all" : "= any", {std::move(left), call("array", std::move(values))});
  }

  Expression parse_between(Expression left, bool negated) {
    Expression low = parse(kPattern);
    expect_word("and");
    Expression high = parse(kPattern);
    Expression from = call(negated ? "<" : ">=", {left, std::move(low)});
    Expression to = call(negated ? ">" : "<=", {std::move(left), std::move(high)});
    return joined(negated ? "or" : "and", std::move(from), std::move(to));
  }

  // --- Types ---
  static Expression cast(Expression value, std::string type) {
    return {.kind = Kind::kCast, .text = std::move(type), .parts = {std::move(value)}};
  }

  Expression cast_to(Expression value) {
    const std::size_t begin = token_.offset;
    const std::size_t end = skip_type();
    return cast(std::move(value), to_string(parse_type_name(sql_.substr(begin, end - begin))));
  }

  /// Passes over a type, and returns where it ends.
  std::size_t skip_type() {
    static constexpr std::array<std::string_view, 14> kFurtherWords = {
        "varying", "precision", "with", "without", "time",   "zone",  "array",
        "to",      "year",      "day",  "hour",    "minute", "month", "second"};
    const bool is_name =
        token_.kind == sql::TokenKind::kWord || token_.kind == sql::TokenKind::kQuotedIdentifier;
    if (!is_name) throw NotUnderstood{};
    std::size_t end = token_.end();
    advance();
    for (bool goes_on = true; goes_on;) {
      goes_on = false;
      if (is_symbol(".")) {
        advance();
        goes_on = true;
      } else if (is_symbol("(") || is_symbol("[")) {
        while (token_.kind != sql::TokenKind::kEnd && !is_symbol(")") && !is_symbol("]")) advance();
        goes_on = true;
      } else if (token_.kind == sql::TokenKind::kWord) {
        goes_on = contains(kFurtherWords, text_);
      }
      if (!goes_on) break;
      end = token_.end();
      advance();
    }
    return end;
  }

  std::string_view sql_;
  sql::Lexer lexer_;
  sql::Token token_;
  std::string text_;  // of the token; a word's in lower case
  int depth_ = 0;
};

}  // namespace

std::optional<Expression> parse_expression(std::string_view sql) {
  try {
    return Parser(sql).parse_all();
  } catch (const NotUnderstood&) {
    return std::nullopt;
  }
}

}  // namespace dbtool::dialects::postgresql
