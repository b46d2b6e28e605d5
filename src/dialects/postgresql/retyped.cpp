#include "dialects/postgresql/retyped.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <vector>

#include "dialects/postgresql/named_enums.h"
#include "dialects/postgresql/names.h"
#include "dialects/postgresql/syntax.h"
#include "dialects/postgresql/type_name.h"
#include "dialects/postgresql/types.h"
#include "sql/ascii.h"
#include "sql/lexer.h"

namespace dbtool::dialects::postgresql {

namespace {

using sql::Token;
using sql::TokenKind;

/// A part of the text and what comes in its place.
struct Edit {
  std::size_t begin;
  std::size_t end;
  std::string text;
};

class Retyper {
 public:
  Retyper(std::string_view sql, std::string_view column, const DataType& from, const DataType& to)
      : sql_(sql),
        column_(column),
        from_enum_(named_enum(from)),
        to_(named_enum(to) != nullptr ? type_sql(to) : "text"),
        element_(named_enum(to) != nullptr ? to_ : parse_type_name(type_sql(to)).name) {
    sql::Lexer lexer(sql, syntax());
    for (Token token = lexer.next(); token.kind != TokenKind::kEnd; token = lexer.next()) {
      if (token.kind != TokenKind::kComment) tokens_.push_back(token);
    }
  }

  std::string rewrite() {
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (is_column(i)) look_around(i);
    }
    std::string result;
    std::size_t done = 0;
    for (const Edit& edit : edits_) {
      if (edit.begin < done) continue;
      result += sql_.substr(done, edit.begin - done);
      result += edit.text;
      done = edit.end;
    }
    return result += sql_.substr(done);
  }

 private:
  [[nodiscard]] std::string text(std::size_t i) const {
    return i < tokens_.size() ? sql::lower(tokens_[i].in(sql_)) : std::string();
  }
  [[nodiscard]] bool is_name(std::size_t i) const {
    return i < tokens_.size() &&
           (tokens_[i].kind == TokenKind::kWord || tokens_[i].kind == TokenKind::kQuotedIdentifier);
  }
  [[nodiscard]] bool is_string(std::size_t i) const {
    return i < tokens_.size() && tokens_[i].kind == TokenKind::kString;
  }
  [[nodiscard]] bool is_column(std::size_t i) const {
    return is_name(i) && text(i + 1) != "." && plain_name(tokens_[i].in(sql_)) == column_;
  }

  /// The place behind an operator that compares two values of one type; 0: there is none.
  [[nodiscard]] std::size_t behind_comparison(std::size_t i) const {
    static constexpr std::array<std::string_view, 7> kComparisons = {"=", "<>", "!=", "<", ">", "<=", ">="};
    if (std::ranges::find(kComparisons, text(i)) != kComparisons.end()) return i + 1;
    if (text(i) != "is") return 0;
    const std::size_t distinct = text(i + 1) == "not" ? i + 2 : i + 1;
    return text(distinct) == "distinct" && text(distinct + 1) == "from" ? distinct + 2 : 0;
  }

  /// A cast that begins at a token; its end is the place of the token behind it.
  struct Cast {
    std::size_t end = 0;
    bool is_array = false;
  };
  [[nodiscard]] std::optional<Cast> cast_at(std::size_t i) const {
    if (text(i) != "::" || !is_name(i + 1)) return std::nullopt;
    std::size_t end = i + 2;
    while (text(end) == "." && is_name(end + 1)) end += 2;
    const std::string last = plain_name(tokens_[end - 1].in(sql_));
    if (last == "character" && text(end) == "varying") ++end;
    if (text(end) == "(") end += 3;
    const bool is_array = text(end) == "[" && text(end + 1) == "]";
    static constexpr std::array<std::string_view, 4> kTexts = {"text", "character", "varchar", "bpchar"};
    const bool is_meant = from_enum_ != nullptr ? last == enum_name(*from_enum_).name
                                                : std::ranges::find(kTexts, last) != kTexts.end();
    if (!is_meant || end > tokens_.size()) return std::nullopt;
    return Cast{.end = is_array ? end + 2 : end, .is_array = is_array};
  }

  void look_around(std::size_t column) {
    std::size_t behind = column + 1;
    // (v)::text
    const bool is_cast_alone = column > 0 && text(column - 1) == "(" && text(column + 1) == ")" &&
                               from_enum_ == nullptr && cast_at(column + 2);
    if (is_cast_alone) behind = cast_at(column + 2)->end;
    const std::size_t before = is_cast_alone ? column - 1 : column;
    look_before(before);
    const std::size_t operand = behind_comparison(behind);
    if (operand == 0) return;
    if (is_cast_alone) {
      edits_.push_back(
          {tokens_[before].offset, tokens_[behind - 1].end(), std::string(tokens_[column].in(sql_))});
    }
    look_at_operand(operand);
  }

  /// 'x'::mood = m
  void look_before(std::size_t column) {
    for (std::size_t i = column >= 6 ? column - 6 : 1; i + 1 < column; ++i) {
      const auto cast = is_string(i - 1) ? cast_at(i) : std::nullopt;
      if (cast && behind_comparison(cast->end) == column) replace(i, *cast, to_);
    }
  }

  void look_at_operand(std::size_t i) {
    if (is_string(i)) {
      if (const auto cast = cast_at(i + 1)) replace(i + 1, *cast, to_);
      return;
    }
    if (text(i) != "any" && text(i) != "all") return;
    int depth = 0;
    for (++i; i < tokens_.size(); ++i) {
      if (text(i) == "(") ++depth;
      if (text(i) == ")" && --depth == 0) return;
      if (const auto cast = cast_at(i)) replace(i, *cast, cast->is_array ? to_ + "[]" : element_);
    }
  }

  void replace(std::size_t i, const Cast& cast, const std::string& type) {
    edits_.push_back({tokens_[i].offset, tokens_[cast.end - 1].end(), "::" + type});
  }

  std::string_view sql_;
  std::string_view column_;
  const DataType* from_enum_;
  std::string to_;
  std::string element_;  ///< of a list: the server converts a list of VARCHARs as a whole
  std::vector<Token> tokens_;
  std::vector<Edit> edits_;  ///< in the order of the text
};

}  // namespace

std::string retyped(std::string_view sql, std::string_view column, const DataType& from, const DataType& to) {
  return Retyper(sql, column, from, to).rewrite();
}

}  // namespace dbtool::dialects::postgresql
