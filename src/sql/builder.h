#pragma once

#include <span>
#include <string>
#include <string_view>

namespace dbtool::sql {

/// How a dialect writes names and strings, as data.
struct Quoting {
  char quote = '"';
  /// Lower case, sorted; outlives the value.
  std::span<const std::string_view> reserved_words;
  bool backslash_escapes = false;  ///< in strings, where a backslash then has to be doubled

  /// As SQLAlchemy: a name is quoted if it is not all [a-z0-9_$], begins with a digit or $, or is reserved.
  [[nodiscard]] bool needs_quotes(std::string_view name) const;
  [[nodiscard]] std::string quoted(std::string_view name) const;  ///< in any case
  [[nodiscard]] std::string name(std::string_view name) const;    ///< only if needed
  [[nodiscard]] std::string name(std::string_view schema,
                                 std::string_view name) const;    ///< empty schema: none
  [[nodiscard]] std::string string(std::string_view text) const;  ///< 'text'
};

/// Puts a statement together, in the shape in which SQLAlchemy prints it.
///
///     SqlBuilder(quoting).text("CREATE TABLE ").name("user").text(" ").block({"id INTEGER NOT NULL"}).take()
class SqlBuilder {
 public:
  /// `quoting` outlives the builder.
  explicit SqlBuilder(const Quoting& quoting) noexcept : quoting_(quoting) {}

  SqlBuilder& text(std::string_view sql);  ///< as it is
  SqlBuilder& name(std::string_view name);
  SqlBuilder& name(std::string_view schema, std::string_view name);
  SqlBuilder& names(std::span<const std::string> names);  ///< `a, b, c`
  SqlBuilder& list(std::span<const std::string> items);   ///< `a, b, c`, each as it is
  SqlBuilder& string(std::string_view text);
  /// Parentheses with one item a line, indented by 4; with the blank behind each comma that SQLAlchemy
  /// leaves.
  SqlBuilder& block(std::span<const std::string> items);

  /// The text; the builder is empty then.
  [[nodiscard]] std::string take();

 private:
  const Quoting& quoting_;
  std::string sql_;
};

}  // namespace dbtool::sql
