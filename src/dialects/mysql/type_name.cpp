#include "dialects/mysql/type_name.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

#include <fmt/format.h>

#include "base/strings.h"
#include "dialects/mysql/syntax.h"
#include "sql/lexer.h"

namespace dbtool::dialects::mysql {

namespace {

struct Synonym {
  std::string_view name;
  std::string_view canonical;
};

// Every other name that the grammars have for a type.
constexpr Synonym kSynonyms[] = {
    {"bool", "tinyint"},
    {"boolean", "tinyint"},
    {"char varying", "varchar"},
    {"character", "char"},
    {"character varying", "varchar"},
    {"dec", "decimal"},
    {"double precision", "double"},
    {"fixed", "decimal"},
    {"float4", "float"},
    {"float8", "double"},
    {"int1", "tinyint"},
    {"int2", "smallint"},
    {"int3", "mediumint"},
    {"int4", "int"},
    {"int8", "bigint"},
    {"integer", "int"},
    {"long", "mediumtext"},
    {"long varbinary", "mediumblob"},
    {"long varchar", "mediumtext"},
    {"middleint", "mediumint"},
    {"national char", "char"},
    {"national character", "char"},
    {"national varchar", "varchar"},
    {"nchar", "char"},
    {"numeric", "decimal"},
    {"nvarchar", "varchar"},
    {"real", "double"},
    {"varcharacter", "varchar"},
};

constexpr std::array<std::string_view, 5> kIntegers = {"tinyint", "smallint", "mediumint", "int", "bigint"};
constexpr std::array<std::string_view, 8> kWithoutArguments = {"tinytext", "text", "mediumtext", "longtext",
                                                               "tinyblob", "blob", "mediumblob", "longblob"};

template <std::size_t N>
bool contains(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

/// Reads the tokens of a type from left to right.
class TypeReader {
 public:
  explicit TypeReader(std::string_view sql) : sql_(sql), lexer_(sql, syntax()) { advance(); }

  TypeName read() {
    TypeName type;
    while (token_.kind != sql::TokenKind::kEnd) {
      if (text() == "(" && type.arguments.empty()) {
        type.arguments = arguments();
      } else if (!read_attribute(type)) {
        if (!type.name.empty()) type.name += ' ';
        type.name += base::to_lower(text());
        advance();
      }
    }
    if (is_byte_) make_binary(type);
    return type;
  }

 private:
  /// CHAR(5) BYTE is BINARY(5).
  static void make_binary(TypeName& type) {
    if (type.name.ends_with("char")) type.name.replace(type.name.size() - 4, 4, "binary");
    if (type.name.ends_with("text")) type.name.replace(type.name.size() - 4, 4, "blob");
  }

  void advance() {
    do {
      token_ = lexer_.next();
      // The catalog has COMPRESSED in a comment that is code.
    } while (token_.kind == sql::TokenKind::kComment || token_.kind == sql::TokenKind::kExecutable);
  }
  [[nodiscard]] std::string_view text() const { return token_.in(sql_); }
  bool accept(std::string_view word) {
    if (token_.kind != sql::TokenKind::kWord || !base::equals_ignoring_case(text(), word)) return false;
    advance();
    return true;
  }

  /// What may follow a type's name.
  bool read_attribute(TypeName& type) {
    if (accept("unsigned")) return type.is_unsigned = true;
    if (accept("zerofill")) return type.is_unsigned = type.is_zerofill = true;
    if (accept("signed")) return true;
    if (accept("collate")) return take(type.collation);
    if (accept("charset")) return take(type.charset);
    if (!type.name.empty() && read_storage(type)) return true;
    if (type.name.empty() || !is_word("character")) return false;
    advance();
    if (accept("set")) return take(type.charset);
    type.name += " character";
    return true;
  }
  /// Words that stand for a character set or a collation, and what says how values are kept.
  bool read_storage(TypeName& type) {
    if (accept("compressed")) return type.is_compressed = true;
    if (accept("binary")) return type.has_bin_collation = true;
    if (accept("byte")) return is_byte_ = true;
    if (accept("ascii")) return set(type.charset, "latin1");
    if (accept("unicode")) return set(type.charset, "ucs2");
    const bool is_srid = is_word("srid");
    if (!is_srid && !is_word("ref_system_id")) return false;
    type.srid = base::to_lower(text());
    advance();
    type.srid += is_srid ? " " : "=";
    if (text() == "=") advance();
    type.srid += text();
    advance();
    return true;
  }
  static bool set(std::string& value, std::string_view word) {
    value = word;
    return true;
  }
  [[nodiscard]] bool is_word(std::string_view word) const { return base::equals_ignoring_case(text(), word); }
  bool take(std::string& value) {
    value = base::to_lower(text());
    std::erase_if(value, [](char c) { return c == '\'' || c == '`' || c == '"'; });
    advance();
    return true;
  }

  std::string arguments() {
    std::string result;
    for (advance(); token_.kind != sql::TokenKind::kEnd && text() != ")"; advance()) result += text();
    advance();
    return result;
  }

  std::string_view sql_;
  sql::Lexer lexer_;
  sql::Token token_;
  bool is_byte_ = false;
};

/// FLOAT(24) is float, FLOAT(25) is double; FLOAT(7,3) is what it says.
void resolve_float(TypeName& type) {
  if (type.arguments.empty() || type.arguments.find(',') != std::string::npos) return;
  int bits = 0;
  std::from_chars(type.arguments.data(), type.arguments.data() + type.arguments.size(), bits);
  if (bits > 24) type.name = "double";
  type.arguments.clear();
}

/// How many bytes the longest character has; where no character set is named, that of today's.
std::uint64_t bytes_of_character(const std::string& charset) {
  if (charset == "latin1" || charset == "ascii" || charset == "binary") return 1;
  if (charset == "ucs2") return 2;
  return charset == "utf8" || charset == "utf8mb3" ? 3 : 4;
}

/// TEXT(1000000) is a MEDIUMTEXT: the smallest that has room for so many characters.
void resolve_long(TypeName& type) {
  std::uint64_t room = 0;
  std::from_chars(type.arguments.data(), type.arguments.data() + type.arguments.size(), room);
  type.arguments.clear();
  if (room == 0) return;
  if (type.name == "text") room *= bytes_of_character(type.charset);
  const std::string_view size = room < (1U << 8U)    ? "tiny"
                                : room < (1U << 16U) ? ""
                                : room < (1U << 24U) ? "medium"
                                                     : "long";
  type.name.insert(0, size);
}

void complete_arguments(TypeName& type) {
  if (contains(kIntegers, type.name)) {
    if (!type.is_zerofill) type.arguments.clear();
  } else if (type.name == "decimal") {
    if (type.arguments.empty()) type.arguments = "10";
    if (type.arguments.find(',') == std::string::npos) type.arguments += ",0";
  } else if (type.name == "float") {
    resolve_float(type);
  } else if (type.name == "text" || type.name == "blob") {
    resolve_long(type);
  } else if (type.name == "year" || contains(kWithoutArguments, type.name) || type.arguments == "0") {
    type.arguments.clear();
  } else if (type.name == "char" || type.name == "binary" || type.name == "bit") {
    if (type.arguments.empty()) type.arguments = "1";
  }
}

}  // namespace

TypeName parse_type_name(std::string_view sql) {
  TypeName type = TypeReader(sql).read();
  if (type.name == "serial") {
    type.name = "bigint";
    type.is_unsigned = true;
  }
  const auto* found = std::ranges::find(kSynonyms, type.name, &Synonym::name);
  if (found != std::end(kSynonyms)) type.name = found->canonical;
  complete_arguments(type);
  return type;
}

std::string to_string(const TypeName& type) {
  std::string result = type.name;
  if (!type.arguments.empty()) result += fmt::format("({})", type.arguments);
  if (type.is_unsigned) result += " unsigned";
  if (type.is_zerofill) result += " zerofill";
  if (type.is_compressed) result += " compressed";
  if (!type.charset.empty()) result += " character set " + type.charset;
  if (!type.collation.empty()) result += " collate " + type.collation;
  if (type.has_bin_collation) result += " binary";
  if (!type.srid.empty()) result += " " + type.srid;
  return result;
}

}  // namespace dbtool::dialects::mysql
