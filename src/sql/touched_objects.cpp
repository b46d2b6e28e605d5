#include "sql/touched_objects.h"

#include <algorithm>
#include <array>
#include <utility>

#include "sql/ascii.h"
#include "sql/lexer.h"

namespace dbtool::sql {

namespace {

using Words = std::string_view;

// What may stand between CREATE, ALTER or DROP and the kind of an object.
constexpr std::array<Words, 12> kQualifiers = {"or",       "replace",  "temp",    "temporary",
                                               "unlogged", "global",   "local",   "unique",
                                               "virtual",  "fulltext", "spatial", "recursive"};
// What may stand between the kind and the name.
constexpr std::array<Words, 6> kBeforeName = {"concurrently", "if", "not", "exists", "only", "ignore"};
constexpr std::array<Words, 10> kKinds = {"table",    "index", "view",   "trigger",   "sequence",
                                          "function", "type",  "domain", "procedure", "schema"};

template <std::size_t kCount>
bool is_one_of(std::string_view word, const std::array<Words, kCount>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// A word or a name; other tokens are there by their text only.
struct Part {
  std::string text;  ///< in lower case, without quotes
  bool is_name = false;
  bool is_quoted = false;
};

std::string without_quotes(std::string_view token) {
  return token.size() < 2 ? std::string(token) : lower(token.substr(1, token.size() - 2));
}

std::vector<Part> parts_of(std::string_view statement, const Syntax& syntax) {
  std::vector<Part> parts;
  Lexer lexer(statement, syntax);
  for (Token token = lexer.next(); token.kind != TokenKind::kEnd; token = lexer.next()) {
    const std::string_view text = token.in(statement);
    if (token.kind == TokenKind::kWord) {
      parts.push_back({.text = lower(text), .is_name = true});
    } else if (token.kind == TokenKind::kQuotedIdentifier) {
      parts.push_back({.text = without_quotes(text), .is_name = true, .is_quoted = true});
    } else if (token.kind == TokenKind::kOperator) {
      parts.push_back({.text = std::string(text)});
    }
  }
  return parts;
}

class StatementReader {
 public:
  StatementReader(std::string_view statement, const Syntax& syntax) : parts_(parts_of(statement, syntax)) {}

  TouchedObjects read() {
    if (at_any({"create", "alter", "drop"})) {
      definition();
    } else if (at_any({"comment"})) {
      skip(2);  // COMMENT ON
      commented_object();
    } else if (at_any({"truncate"})) {
      skip(at_word(1, "table") ? 2 : 1);
      names("table");
    } else if (at_any({"insert", "replace", "update", "delete", "with"})) {
      changed_rows();
    } else {
      result_.is_opaque = !parts_.empty();
    }
    for (const Part& part : parts_) {
      if (part.is_name) result_.mentioned.push_back(part.text);
    }
    return std::move(result_);
  }

 private:
  [[nodiscard]] bool at_word(std::size_t ahead, std::string_view word) const {
    return at_ + ahead < parts_.size() && parts_[at_ + ahead].is_name && !parts_[at_ + ahead].is_quoted &&
           parts_[at_ + ahead].text == word;
  }
  [[nodiscard]] bool at_any(std::initializer_list<std::string_view> words) const {
    return std::any_of(words.begin(), words.end(),
                       [this](std::string_view word) { return at_word(0, word); });
  }
  void skip(std::size_t count) { at_ = std::min(at_ + count, parts_.size()); }
  void skip_words(const auto& words) {
    while (at_ < parts_.size() && !parts_[at_].is_quoted && is_one_of(parts_[at_].text, words)) ++at_;
  }

  void definition() {
    const bool drops = at_word(0, "drop");
    skip(1);
    object(drops);
  }

  void commented_object() {
    if (!at_word(0, "column")) return object();
    skip(1);
    name("table");
    // `t.c` and `s.t.c`: what was read as a schema is the table.
    if (!result_.written.empty())
      result_.written.back().name = std::exchange(result_.written.back().schema, {});
  }

  /// `[qualifiers] KIND [IF EXISTS] name`
  void object(bool may_be_several = false) {
    skip_words(kQualifiers);
    if (at_word(0, "materialized")) skip(1);
    if (at_word(0, "constraint") && at_word(1, "trigger")) skip(1);
    // MySQL's DEFINER = user@host stands before the kind.
    if (at_word(0, "definer")) {
      while (at_ < parts_.size() && !is_one_of(parts_[at_].text, kKinds)) ++at_;
    }
    if (at_ >= parts_.size() || !is_one_of(parts_[at_].text, kKinds)) {
      result_.is_opaque = true;
      return;
    }
    const std::string kind = parts_[at_].text;
    skip(1);
    skip_words(kBeforeName);
    if (may_be_several) {
      names(kind);
    } else {
      name(kind);
    }
  }

  void names(const std::string& kind) {
    for (;;) {
      skip_words(kBeforeName);
      name(kind);
      if (at_ >= parts_.size() || parts_[at_].text != ",") return;
      skip(1);
    }
  }

  void name(const std::string& kind) {
    if (at_ >= parts_.size() || !parts_[at_].is_name) {
      result_.is_opaque = true;
      return;
    }
    ObjectName object{.kind = kind, .schema = {}, .name = parts_[at_].text};
    skip(1);
    while (at_ + 1 < parts_.size() && parts_[at_].text == "." && parts_[at_ + 1].is_name) {
      object.schema = std::exchange(object.name, parts_[at_ + 1].text);
      skip(2);
    }
    if (std::find(result_.written.begin(), result_.written.end(), object) == result_.written.end()) {
      result_.written.push_back(std::move(object));
    }
  }

  /// The tables behind INTO, UPDATE and DELETE FROM, also in WITH.
  void changed_rows() {
    while (at_ < parts_.size()) {
      const bool is_update = at_word(0, "update") && !at_word(1, "set") && !at_word(1, "or");
      const bool begins = at_word(0, "into") || is_update || (at_word(0, "delete") && at_word(1, "from"));
      // UPDATE OR IGNORE t, ON CONFLICT DO UPDATE SET
      if (at_word(0, "update") && at_word(1, "or")) {
        skip(3);
        name("table");
      } else if (begins) {
        skip(at_word(0, "delete") ? 2 : 1);
        skip_words(kBeforeName);
        name("table");
      } else {
        skip(1);
      }
    }
  }

  std::vector<Part> parts_;
  std::size_t at_ = 0;
  TouchedObjects result_;
};

}  // namespace

TouchedObjects touched_objects(std::string_view statement, const Syntax& syntax) {
  return StatementReader(statement, syntax).read();
}

}  // namespace dbtool::sql
