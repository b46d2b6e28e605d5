#include <algorithm>
#include <array>
#include <utility>

#include "base/strings.h"
#include "dialects/postgresql/expression.h"
#include "dialects/postgresql/expression_tokens.h"
#include "dialects/postgresql/syntax.h"
#include "dialects/postgresql/type_name.h"
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

/// Deeper ones are not worth their stack: a tree of so many operators may be as deep.
constexpr int kMaxDepth = 200;
constexpr int kMaxOperators = 2000;

struct Spelling {
  std::string_view written;
  std::string_view meant;
};

constexpr std::array kPatternWords{Spelling{"like", "~~"}, Spelling{"ilike", "~~*"}};
constexpr std::array kNow{std::string_view("current_timestamp"), std::string_view("transaction_timestamp")};
/// Words after which a constant of that type may stand in quotes.
constexpr std::array<std::string_view, 6> kTypedConstants = {"date",     "time", "timestamp",
                                                             "interval", "bit",  "timestamptz"};
constexpr std::array<std::string_view, 6> kNumbers = {"smallint", "integer", "bigint",
                                                      "numeric",  "real",    "double precision"};
/// They separate the arguments of the functions for which the standard has a syntax of its own.
constexpr std::array<std::string_view, 3> kArgumentWords = {"from", "for", "placing"};

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

class Parser : ExpressionTokens {
 public:
  using ExpressionTokens::ExpressionTokens;

  Expression parse_all() {
    Expression result = parse(kAnything);
    if (token().kind != sql::TokenKind::kEnd) throw NotUnderstood{};
    return result;
  }

 private:
  // --- Expressions ---
  Expression parse(int minimum) {
    if (++depth_ > kMaxDepth) throw NotUnderstood{};
    Expression left = parse_prefix();
    while (parse_infix(left, minimum)) {
      if (++operators_ > kMaxOperators) throw NotUnderstood{};
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
    const bool is_number = operand.kind == Kind::kNumber && !operand.text.starts_with('-');
    if (!is_number) return call("-", {std::move(operand)});
    operand.text.insert(0, 1, '-');
    return operand;
  }

  Expression parse_primary() {
    switch (token().kind) {
      case sql::TokenKind::kNumber:
        return take(Kind::kNumber, text());
      case sql::TokenKind::kString:
        return take(Kind::kString, string_value(text()));
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
    } while (accept_symbol(",") || (token().kind == sql::TokenKind::kWord &&
                                    contains(kArgumentWords, text()) && (advance(), true)));
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
    if (is_word("true") || is_word("false") || is_word("null")) return take(Kind::kName, text());
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
    std::string name = sql::normalized(text(), syntax());
    const bool may_be_type = token().kind == sql::TokenKind::kWord && contains(kTypedConstants, text());
    advance();
    if (may_be_type && token().kind == sql::TokenKind::kString) {
      return cast(take(Kind::kString, string_value(text())),
                  to_string(without_public(parse_type_name(name))));
    }
    while (accept_symbol(".")) {
      name += "." + sql::normalized(text(), syntax());
      advance();
    }
    if (name.starts_with("pg_catalog.")) name.erase(0, std::string_view("pg_catalog.").size());
    if (contains(kNow, name)) {
      if (accept_symbol("(")) expect_symbol(")");
      return call("now", {});
    }
    if (!accept_symbol("(")) return {.kind = Kind::kName, .text = std::move(name)};
    if (name == "trim") return parse_trim();
    if (name == "position") return parse_position();
    return call(std::move(name), parse_list(")"));
  }

  /// `TRIM(BOTH 'x' FROM a)`
  Expression parse_trim() {
    std::string side = "both";
    for (const std::string_view word : {"both", "leading", "trailing"}) {
      if (accept_word(word)) side = word;
    }
    accept_word("from");
    return call("trim " + side, parse_list(")"));
  }

  /// `POSITION('a' IN b)`
  Expression parse_position() {
    Expression wanted = parse(kPattern);
    expect_word("in");
    Expression text = parse(kPattern);
    expect_symbol(")");
    return call("position", {std::move(wanted), std::move(text)});
  }

  // --- What stands behind an expression ---
  bool parse_infix(Expression& left, int minimum) {
    if (token().kind == sql::TokenKind::kWord) return parse_word_infix(left, minimum);
    if (token().kind != sql::TokenKind::kOperator) return false;
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
    const int precedence = precedence_of(text());
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
    std::string name = text();
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
    if (token().kind != sql::TokenKind::kWord) throw NotUnderstood{};
    name += text();
    advance();
    return call(std::move(name), {std::move(left)});
  }

  [[nodiscard]] bool starts_pattern() const {
    return is_word("not") || is_word("in") || is_word("between") || is_word("like") || is_word("ilike") ||
           is_word("similar");
  }

  Expression parse_pattern(Expression left) {
    const bool negated = accept_word("not");
    if (accept_word("in")) return parse_in(std::move(left), negated);
    if (accept_word("between")) return parse_between(std::move(left), negated);
    for (const Spelling& each : kPatternWords) {
      if (!accept_word(each.written)) continue;
      return call((negated ? "!" : "") + std::string(each.meant), {std::move(left), parse(kPattern)});
    }
    expect_word("similar");
    expect_word("to");
    Expression pattern = call("similar_to_escape", {parse(kPattern)});
    return call(negated ? "!~" : "~", {std::move(left), std::move(pattern)});
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
    // The server writes a number so where a sign would need parentheses: '-1'::integer.
    const bool is_number = value.kind == Kind::kString && !value.text.empty() && contains(kNumbers, type) &&
                           value.text.find_first_not_of("+-.0123456789e") == std::string::npos;
    if (is_number) value.kind = Kind::kNumber;
    return {.kind = Kind::kCast, .text = std::move(type), .parts = {std::move(value)}};
  }

  Expression cast_to(Expression value) {
    const std::size_t begin = token().offset;
    const std::size_t end = skip_type();
    return cast(std::move(value),
                to_string(without_public(parse_type_name(sql().substr(begin, end - begin)))));
  }

  /// Passes over a type, and returns where it ends.
  std::size_t skip_type() {
    static constexpr std::array<std::string_view, 14> kFurtherWords = {
        "varying", "precision", "with", "without", "time",   "zone",  "array",
        "to",      "year",      "day",  "hour",    "minute", "month", "second"};
    const bool is_name =
        token().kind == sql::TokenKind::kWord || token().kind == sql::TokenKind::kQuotedIdentifier;
    if (!is_name) throw NotUnderstood{};
    std::size_t end = token().end();
    advance();
    for (bool goes_on = true; goes_on;) {
      goes_on = false;
      if (is_symbol(".")) {
        advance();
        goes_on = true;
      } else if (is_symbol("(") || is_symbol("[")) {
        while (token().kind != sql::TokenKind::kEnd && !is_symbol(")") && !is_symbol("]")) advance();
        goes_on = true;
      } else if (token().kind == sql::TokenKind::kWord) {
        goes_on = contains(kFurtherWords, text());
      }
      if (!goes_on) break;
      end = token().end();
      advance();
    }
    return end;
  }

  int depth_ = 0;
  int operators_ = 0;
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
