#include "dialects/mysql/routine.h"

#include <array>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/strings.h"
#include "dialects/mysql/syntax.h"
#include "dialects/mysql/type_name.h"
#include "sql/lexer.h"
#include "sql/normalize.h"

namespace dbtool::dialects::mysql {

namespace {

using sql::TokenKind;

class RoutineReader {
 public:
  explicit RoutineReader(std::string_view text) : text_(text), lexer_(text, syntax()) { advance(); }

  std::optional<std::string> read() {
    if (!accept("create")) return std::nullopt;
    while (!is("function") && !is("procedure")) {
      if (token_.kind == TokenKind::kEnd || is("(") || is("view") || is("trigger")) return std::nullopt;
      advance();  // OR REPLACE, DEFINER=…
    }
    std::string result = word_ + " ";
    advance();
    for (; !is("("); advance()) {
      if (token_.kind == TokenKind::kEnd) return std::nullopt;
      result += normalized(token_.in(text_));
    }
    advance();
    result += parameters();
    if (accept("returns")) result += " returns " + type();
    result += characteristics();
    return result + " " + normalized(text_.substr(token_.offset));
  }

 private:
  void advance() {
    do {
      token_ = lexer_.next();
    } while (token_.kind == TokenKind::kComment);
    word_ = base::to_lower(token_.in(text_));
  }
  [[nodiscard]] bool is(std::string_view word) const { return word_ == word; }
  bool accept(std::string_view word) { return is(word) && (advance(), true); }
  static std::string normalized(std::string_view sql) { return sql::normalized(sql, syntax()); }

  std::string parameters() {
    std::string result = "(";
    while (!is(")") && token_.kind != TokenKind::kEnd) {
      if (!accept("in")) {
        for (const std::string_view mode : {"out", "inout"}) {
          if (accept(mode)) result += fmt::format("{} ", mode);
        }
      }
      result += normalized(token_.in(text_)) + " ";
      advance();
      result += type() + ",";
      accept(",");
    }
    advance();
    return result + ")";
  }

  /// A name of one or two words, arguments, and what may follow those.
  std::string type() {
    const std::size_t begin = token_.offset;
    std::size_t end = token_.end();
    const bool has_second = is("double") || is("national") || is("long") || is("character");
    advance();
    if (has_second && (is("precision") || is("varchar") || is("char") || is("varying") || is("varbinary"))) {
      end = token_.end();
      advance();
    }
    if (is("(")) {
      while (!is(")") && token_.kind != TokenKind::kEnd) advance();
      end = token_.end();
      advance();
    }
    while (is("unsigned") || is("signed") || is("zerofill")) {
      end = token_.end();
      advance();
    }
    // What a character set is by itself only the database knows.
    while (is("charset") || is("collate") || is("character")) {
      if (accept("character")) {
        advance();
      } else {
        advance();
      }
      advance();
    }
    return to_string(parse_type_name(text_.substr(begin, end - begin)));
  }

  std::string characteristics() {
    std::set<std::string> found;
    for (;;) {
      if (accept("deterministic")) {
        found.insert("deterministic");
      } else if (accept("not")) {
        advance();  // NOT DETERMINISTIC is what is so by itself, as is CONTAINS SQL
      } else if (accept("contains")) {
        advance();
      } else if (accept("language")) {
        advance();
      } else if (accept("no")) {
        advance();
        found.insert("no sql");
      } else if (is("reads") || is("modifies")) {
        found.insert(word_);
        for (int words = 0; words < 3; ++words) advance();
      } else if (accept("sql")) {
        advance();
        if (is("invoker")) found.insert("invoker");
        advance();
      } else if (accept("comment")) {
        found.insert(normalized(token_.in(text_)));
        advance();
      } else {
        return found.empty() ? std::string() : fmt::format(" {}", fmt::join(found, " "));
      }
    }
  }

  std::string_view text_;
  sql::Lexer lexer_;
  sql::Token token_;
  std::string word_;  ///< the token in lower case
};

}  // namespace

std::optional<std::string> canonical_routine(std::string_view sql) { return RoutineReader(sql).read(); }

}  // namespace dbtool::dialects::mysql
