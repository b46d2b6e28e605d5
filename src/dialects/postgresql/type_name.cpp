#include "dialects/postgresql/type_name.h"

#include <algorithm>
#include <charconv>
#include <vector>

#include <fmt/format.h>

#include "base/strings.h"
#include "dialects/postgresql/syntax.h"
#include "sql/ascii.h"
#include "sql/lexer.h"
#include "sql/normalize.h"

namespace dbtool::dialects::postgresql {

namespace {

struct Synonym {
  std::string_view name;
  std::string_view canonical;
};

// Every other name that the grammar, or pg_type, has for a type of the SQL standard.
constexpr Synonym kSynonyms[] = {
    {"bigserial", "bigint"},
    {"bool", "boolean"},
    {"char", "character"},
    {"char varying", "character varying"},
    {"dec", "numeric"},
    {"decimal", "numeric"},
    {"float4", "real"},
    {"float8", "double precision"},
    {"int", "integer"},
    {"int2", "smallint"},
    {"int4", "integer"},
    {"int8", "bigint"},
    {"national char", "character"},
    {"national char varying", "character varying"},
    {"national character", "character"},
    {"national character varying", "character varying"},
    {"nchar", "character"},
    {"nchar varying", "character varying"},
    {"serial", "integer"},
    {"serial2", "smallint"},
    {"serial4", "integer"},
    {"serial8", "bigint"},
    {"smallserial", "smallint"},
    {"time", "time without time zone"},
    {"timestamp", "timestamp without time zone"},
    {"timestamptz", "timestamp with time zone"},
    {"timetz", "time with time zone"},
    {"varbit", "bit varying"},
    {"varchar", "character varying"},
};

/// Reads the tokens of a type from left to right.
class TypeReader {
 public:
  explicit TypeReader(std::string_view sql) : sql_(sql), lexer_(sql, syntax()) { advance(); }

  TypeName read() {
    TypeName type;
    while (token_.kind != sql::TokenKind::kEnd) {
      if (is('(')) {
        type.arguments = arguments();
      } else if (is('[') || is_word("array")) {
        type.is_array = true;
        skip_bounds();
      } else {
        add(type.name);
      }
    }
    return type;
  }

 private:
  void advance() {
    do {
      token_ = lexer_.next();
    } while (token_.kind == sql::TokenKind::kComment);
  }
  [[nodiscard]] std::string_view text() const { return token_.in(sql_); }
  [[nodiscard]] bool is(char symbol) const {
    return token_.kind == sql::TokenKind::kOperator && token_.length == 1 && text().front() == symbol;
  }
  [[nodiscard]] bool is_word(std::string_view word) const {
    return token_.kind == sql::TokenKind::kWord && base::equals_ignoring_case(text(), word);
  }

  std::string arguments() {
    std::string result;
    for (advance(); token_.kind != sql::TokenKind::kEnd && !is(')'); advance()) {
      result += sql::normalized(text(), syntax());
    }
    advance();
    return result;
  }

  void skip_bounds() {
    const bool opens = is('[');
    advance();
    while (opens && token_.kind != sql::TokenKind::kEnd && !is(']')) advance();
    if (opens) advance();
  }

  void add(std::string& name) {
    const bool joins = is('.') || name.ends_with('.');
    if (!name.empty() && !joins) name += ' ';
    // "char" in quotes is another type than char.
    const bool keeps_quotes = token_.kind == sql::TokenKind::kQuotedIdentifier && is_synonym(text());
    name += keeps_quotes ? std::string(text()) : sql::normalized(text(), syntax());
    advance();
  }

  static bool is_synonym(std::string_view quoted) {
    const std::string_view name = quoted.substr(1, quoted.size() - 2);
    return std::ranges::any_of(kSynonyms, [&](const Synonym& each) { return each.name == name; });
  }

  std::string_view sql_;
  sql::Lexer lexer_;
  sql::Token token_;
};

void drop_prefix(std::string& text, std::string_view prefix) {
  if (text.starts_with(prefix)) text.erase(0, prefix.size());
}

/// float(24) is real, float(25) is not; without a number it is as long as can be.
std::string float_type(const std::string& precision) {
  int bits = 53;
  std::from_chars(precision.data(), precision.data() + precision.size(), bits);
  return bits <= 24 ? "real" : "double precision";
}

void complete_arguments(TypeName& type) {
  if (type.name == "float") {
    type.name = float_type(type.arguments);
    type.arguments.clear();
  } else if (type.name == "numeric" && !type.arguments.empty() &&
             type.arguments.find(',') == std::string::npos) {
    type.arguments += ",0";
  } else if (type.name == "bpchar" && !type.arguments.empty()) {
    type.name = "character";
  } else if ((type.name == "character" || type.name == "bit") && type.arguments.empty()) {
    type.arguments = "1";
  }
}

/// Where format_type() writes the arguments: after `timestamp`, before `with time zone`.
std::size_t arguments_place(const std::string& name) {
  for (const std::string_view word : {"timestamp ", "time "}) {
    if (name.starts_with(word)) return word.size() - 1;
  }
  return name.size();
}

}  // namespace

TypeName parse_type_name(std::string_view sql) {
  TypeName type = TypeReader(sql).read();
  drop_prefix(type.name, "pg_catalog.");
  const auto* found = std::ranges::find(kSynonyms, type.name, &Synonym::name);
  if (found != std::end(kSynonyms)) type.name = found->canonical;
  complete_arguments(type);
  return type;
}

TypeName without_public(TypeName type) {
  drop_prefix(type.name, "public.");
  return type;
}

std::string to_string(const TypeName& type) {
  std::string result = type.name;
  if (!type.arguments.empty()) {
    result.insert(arguments_place(type.name), fmt::format("({})", type.arguments));
  }
  if (type.is_array) result += "[]";
  return result;
}

}  // namespace dbtool::dialects::postgresql
