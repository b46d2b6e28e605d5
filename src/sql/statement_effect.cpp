#include "sql/statement_effect.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <optional>
#include <utility>

#include "sql/ascii.h"
#include "sql/leading_keywords.h"
#include "sql/lexer.h"

namespace dbtool::sql {
namespace {

using Fact = CatalogFact;
using Effect = StatementEffect;
using Words = std::initializer_list<std::string_view>;

constexpr std::array<std::string_view, 11> kRowWords = {
    "INSERT", "UPDATE", "DELETE", "REPLACE", "MERGE", "WITH", "SELECT", "VALUES", "COPY", "LOAD", "TABLE"};
constexpr std::array<std::string_view, 13> kSessionWords = {
    "SET",    "USE",    "RESET",  "LOCK",       "UNLOCK",  "ATTACH", "DETACH",
    "PRAGMA", "LISTEN", "NOTIFY", "DEALLOCATE", "DISCARD", "PREPARE"};
constexpr std::array<std::string_view, 18> kRepeatableWords = {
    "TRUNCATE", "COMMENT", "GRANT",  "REVOKE", "ANALYZE", "OPTIMIZE", "VACUUM",   "REINDEX", "CLUSTER",
    "REFRESH",  "CHECK",   "REPAIR", "FLUSH",  "EXPLAIN", "SHOW",     "DESCRIBE", "DESC",    "CHECKPOINT"};
/// Of ALTER TABLE: what they leave behind is what they say.
constexpr std::array<std::string_view, 21> kRepeatableActions = {
    "MODIFY",  "ALTER",   "ENGINE",         "COMMENT",   "CONVERT", "DEFAULT",        "CHARACTER",
    "CHARSET", "COLLATE", "AUTO_INCREMENT", "ALGORITHM", "LOCK",    "OWNER",          "VALIDATE",
    "ENABLE",  "DISABLE", "ROW_FORMAT",     "FORCE",     "RESET",   "KEY_BLOCK_SIZE", "CLUSTER"};

bool is_one_of(std::string_view word, const auto& words) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

/// The tokens of a statement, without comments.
class Reader {
 public:
  Reader(std::string_view text, const Syntax& syntax) : text_(text), syntax_(syntax), lexer_(text, syntax) {
    advance();
  }

  [[nodiscard]] bool at_end() const { return token_.kind == TokenKind::kEnd || token_.unterminated(); }
  /// A keyword in upper case; empty for what is none.
  [[nodiscard]] std::string word() const {
    return token_.kind == TokenKind::kWord ? upper(token_.in(text_)) : std::string();
  }
  [[nodiscard]] bool is(std::string_view symbol) const { return token_.in(text_) == symbol; }
  bool accept(std::string_view keyword) { return word() == keyword && (advance(), true); }
  bool accept_symbol(std::string_view symbol) { return !at_end() && is(symbol) && (advance(), true); }
  bool accept_any(Words keywords) {
    const bool is_one = is_one_of(word(), keywords);
    if (is_one) advance();
    return is_one;
  }
  void advance() {
    do {
      token_ = lexer_.next();
    } while (token_.kind == TokenKind::kComment || token_.kind == TokenKind::kExecutable);
  }
  /// The next name, without its quotes; none if something else comes.
  std::optional<std::string> name() {
    const std::string_view token = token_.in(text_);
    std::optional<std::string> result;
    if (token_.kind == TokenKind::kWord) {
      result = syntax_.quoted_names_ignore_case ? std::string(token) : lower(token);
    } else if (token_.kind == TokenKind::kQuotedIdentifier) {
      result = unquoted(token);
    } else {
      return std::nullopt;
    }
    advance();
    return result;
  }
  /// What a string literal without a prefix says.
  std::optional<std::string> string() {
    const std::string_view token = token_.in(text_);
    if (token_.kind != TokenKind::kString || !token.starts_with('\'')) return std::nullopt;
    advance();
    return unquoted(token);
  }
  /// A name that may have its schema before it.
  bool qualified(std::string& schema, std::string& plain) {
    std::optional<std::string> first = name();
    if (!first) return false;
    plain = std::move(*first);
    if (!accept_symbol(".")) return true;
    std::optional<std::string> second = name();
    if (!second) return false;
    schema = std::exchange(plain, std::move(*second));
    return true;
  }
  /// Goes to the end. True if one of the words was met on the way.
  bool has_any(std::initializer_list<std::string_view> words) {
    bool found = false;
    for (; !at_end(); advance()) found = found || is_one_of(word(), words);
    return found;
  }
  /// Goes to the comma that ends a part of a list, or to the end. True if a word was met on the way.
  bool skip_part(std::string_view looked_for = {}) {
    int depth = 0;
    bool found = false;
    for (; !at_end() && (depth > 0 || !is(",")); advance()) {
      if (is("(")) ++depth;
      if (is(")")) --depth;
      found = found || (!looked_for.empty() && word() == looked_for);
    }
    return found;
  }

 private:
  static std::string unquoted(std::string_view token) {
    const char closing = token.back();
    std::string name;
    for (std::size_t i = 1; i + 1 < token.size(); ++i) {
      name += token[i];
      if (token[i] == closing) ++i;
    }
    return name;
  }

  std::string_view text_;
  const Syntax& syntax_;
  Lexer lexer_;
  Token token_;
};

Effect unknown() { return {}; }
Effect of(Effect::Kind kind) { return {.kind = kind}; }

std::optional<Fact::Kind> kind_of(Reader& reader) {
  static const std::pair<std::string_view, Fact::Kind> kKinds[] = {
      {"TABLE", Fact::Kind::kTable},      {"VIEW", Fact::Kind::kView},
      {"INDEX", Fact::Kind::kIndex},      {"SEQUENCE", Fact::Kind::kSequence},
      {"TRIGGER", Fact::Kind::kTrigger},  {"TYPE", Fact::Kind::kType},
      {"FUNCTION", Fact::Kind::kRoutine}, {"PROCEDURE", Fact::Kind::kRoutine},
      {"DOMAIN", Fact::Kind::kType}};
  reader.accept("MATERIALIZED");
  for (const auto& [keyword, kind] : kKinds) {
    if (reader.accept(keyword)) return kind;
  }
  return std::nullopt;
}

bool accepts_existence(Reader& reader, Words words) {
  if (!reader.accept("IF")) return false;
  for (const std::string_view word : words) reader.accept(word);
  return true;
}

Effect create(Reader& reader) {
  if (reader.accept("OR")) return of(Effect::Kind::kRepeatable);  // REPLACE
  reader.accept_any({"GLOBAL", "LOCAL"});
  if (reader.accept_any({"TEMP", "TEMPORARY"})) return of(Effect::Kind::kSession);
  if (reader.accept("DEFINER")) {
    while (!reader.at_end() &&
           !is_one_of(reader.word(), Words{"TRIGGER", "FUNCTION", "PROCEDURE", "VIEW", "SQL"}))
      reader.advance();
  }
  while (reader.accept_any({"UNIQUE", "FULLTEXT", "SPATIAL", "UNLOGGED", "VIRTUAL", "RECURSIVE", "CONSTRAINT",
                            "SQL", "SECURITY", "INVOKER", "DEFINER"})) {
  }
  const auto kind = kind_of(reader);
  if (!kind) return unknown();
  reader.accept("CONCURRENTLY");
  if (accepts_existence(reader, {"NOT", "EXISTS"})) return of(Effect::Kind::kRepeatable);
  Fact fact{.kind = *kind};
  if (*kind == Fact::Kind::kIndex && reader.word() == "ON") return unknown();  // the server names it
  if (!reader.qualified(fact.schema, fact.name)) return unknown();
  if (*kind == Fact::Kind::kIndex || *kind == Fact::Kind::kTrigger) {
    while (!reader.at_end() && reader.word() != "ON") reader.advance();
    reader.advance();
    reader.accept("ONLY");
    std::string schema;
    if (!reader.qualified(schema, fact.table)) return unknown();
    if (!schema.empty()) fact.schema = schema;
  }
  return {.kind = Effect::Kind::kFacts, .facts = {fact}};
}

Effect drop(Reader& reader) {
  reader.accept_any({"TEMPORARY", "TEMP"});
  const auto kind = kind_of(reader);
  if (!kind) return unknown();
  reader.accept("CONCURRENTLY");
  if (accepts_existence(reader, {"EXISTS"})) return of(Effect::Kind::kRepeatable);
  Effect effect{.kind = Effect::Kind::kFacts};
  do {
    Fact fact{.kind = *kind, .exists = false};
    if (!reader.qualified(fact.schema, fact.name)) return unknown();
    if (*kind == Fact::Kind::kRoutine && reader.is("(")) reader.skip_part();
    effect.facts.push_back(std::move(fact));
  } while (reader.accept_symbol(","));
  if (reader.accept("ON")) {
    for (Fact& fact : effect.facts) reader.qualified(fact.schema, fact.table);
  }
  return effect;
}

Effect rename_table(Reader& reader) {
  if (!reader.accept("TABLE")) return unknown();
  Effect effect{.kind = Effect::Kind::kFacts};
  do {
    Fact from{.exists = false};
    Fact to;
    if (!reader.qualified(from.schema, from.name) || !reader.accept("TO")) return unknown();
    if (!reader.qualified(to.schema, to.name)) return unknown();
    effect.facts.push_back(std::move(from));
    effect.facts.push_back(std::move(to));
  } while (reader.accept_symbol(","));
  return effect;
}

/// The actions of one ALTER TABLE: they are done all or not at all.
class AlterTable {
 public:
  explicit AlterTable(Reader& reader) : reader_(reader) {}

  Effect read() {
    accepts_existence(reader_, {"EXISTS"});
    reader_.accept("ONLY");
    if (!reader_.qualified(schema_, table_)) return unknown();
    do {
      if (!action()) is_known_ = false;
      const bool computes = reader_.skip_part("USING");
      if (computes && !is_safe_using_) is_known_ = false;
      is_safe_using_ = false;
    } while (reader_.accept_symbol(","));
    if (!facts_.empty()) return {.kind = Effect::Kind::kFacts, .facts = std::move(facts_)};
    return is_known_ ? of(Effect::Kind::kRepeatable) : unknown();
  }

 private:
  /// False if nothing is known of it.
  bool action() {
    if (reader_.accept("ADD")) return add();
    if (reader_.accept("DROP")) return drop_part();
    if (reader_.accept("RENAME")) return rename();
    if (reader_.accept("CHANGE")) {
      reader_.accept("COLUMN");
      auto from = reader_.name();
      return moved(Fact::Kind::kColumn, std::move(from), reader_.name());
    }
    if (reader_.accept("SET")) return reader_.word() != "SCHEMA";
    return is_one_of(reader_.word(), kRepeatableActions);
  }

  bool fact(Fact::Kind kind, bool exists, std::optional<std::string> name) {
    if (!name) return false;
    facts_.push_back({.kind = kind, .exists = exists, .schema = schema_, .table = table_, .name = *name});
    return true;
  }

  bool moved(Fact::Kind kind, std::optional<std::string> from, std::optional<std::string> to) {
    if (!from || !to) return false;
    if (*from == *to) return true;
    return fact(kind, false, std::move(from)) && fact(kind, true, std::move(to));
  }

  bool add() {
    const bool is_special = reader_.accept_any({"UNIQUE", "FULLTEXT", "SPATIAL"});
    if (reader_.accept_any({"INDEX", "KEY"}) || is_special) {
      is_safe_using_ = true;  // USING BTREE
      if (accepts_existence(reader_, {"NOT", "EXISTS"})) return true;
      if (reader_.is("(")) return false;  // the server names it
      return fact(Fact::Kind::kIndex, true, reader_.name());
    }
    if (reader_.accept("CONSTRAINT")) {
      is_safe_using_ = true;
      if (is_one_of(reader_.word(), Words{"PRIMARY", "FOREIGN", "UNIQUE", "CHECK"})) return false;
      if (accepts_existence(reader_, {"NOT", "EXISTS"})) return true;
      auto name = reader_.name();
      if (reader_.word() == "PRIMARY") name = "";
      return fact(Fact::Kind::kConstraint, true, std::move(name));
    }
    if (reader_.accept("PRIMARY")) return fact(Fact::Kind::kConstraint, true, "");
    if (is_one_of(reader_.word(), Words{"FOREIGN", "CHECK", "PARTITION", "EXCLUDE", "PERIOD", "SYSTEM"}))
      return false;
    reader_.accept("COLUMN");
    if (accepts_existence(reader_, {"NOT", "EXISTS"})) return true;
    return fact(Fact::Kind::kColumn, true, reader_.name());
  }

  bool drop_part() {
    Fact::Kind kind = Fact::Kind::kColumn;
    if (reader_.accept("PRIMARY")) return fact(Fact::Kind::kConstraint, false, "");
    if (reader_.accept_any({"INDEX", "KEY"})) {
      kind = Fact::Kind::kIndex;
    } else if (reader_.accept("FOREIGN")) {
      reader_.accept("KEY");
      kind = Fact::Kind::kConstraint;
    } else if (reader_.accept_any({"CONSTRAINT", "CHECK"})) {
      kind = Fact::Kind::kConstraint;
    } else if (is_one_of(reader_.word(), Words{"PARTITION", "PERIOD", "SYSTEM"})) {
      return false;
    } else {
      reader_.accept("COLUMN");
    }
    if (accepts_existence(reader_, {"EXISTS"})) return true;
    return fact(kind, false, reader_.name());
  }

  bool rename() {
    if (reader_.accept_any({"TO", "AS"})) return table_becomes();
    if (reader_.accept_any({"INDEX", "KEY"})) return from_to(Fact::Kind::kIndex);
    if (reader_.accept("CONSTRAINT")) return from_to(Fact::Kind::kConstraint);
    reader_.accept("COLUMN");
    return from_to(Fact::Kind::kColumn);
  }

  bool from_to(Fact::Kind kind) {
    auto from = reader_.name();
    if (!reader_.accept("TO")) return false;
    return moved(kind, std::move(from), reader_.name());
  }

  bool table_becomes() {
    Fact to{.schema = schema_};
    if (!reader_.qualified(to.schema, to.name)) return false;
    facts_.push_back({.exists = false, .schema = schema_, .name = table_});
    facts_.push_back(std::move(to));
    return true;
  }

  Reader& reader_;
  std::string schema_;
  std::string table_;
  std::vector<Fact> facts_;
  bool is_known_ = true;
  bool is_safe_using_ = false;  ///< the word belongs to an index
};

/// ALTER TYPE name ADD VALUE 'value'
Effect alter_type(Reader& reader) {
  Fact fact{.kind = Fact::Kind::kEnumValue};
  if (!reader.qualified(fact.schema, fact.table) || !reader.accept("ADD") || !reader.accept("VALUE")) {
    return unknown();
  }
  if (accepts_existence(reader, {"NOT", "EXISTS"})) return of(Effect::Kind::kRepeatable);
  std::optional<std::string> value = reader.string();
  if (!value) return unknown();
  fact.name = std::move(*value);
  return {.kind = Effect::Kind::kFacts, .facts = {fact}};
}

Effect alter(Reader& reader) {
  reader.accept_any({"ONLINE", "OFFLINE", "IGNORE"});
  if (reader.accept("TABLE")) return AlterTable(reader).read();
  if (reader.accept("TYPE")) return alter_type(reader);
  if (is_one_of(reader.word(),
                Words{"SEQUENCE", "DATABASE", "SYSTEM", "ROLE", "USER", "DEFAULT", "EXTENSION"})) {
    return reader.has_any({"RENAME", "SCHEMA"}) ? unknown() : of(Effect::Kind::kRepeatable);
  }
  return unknown();
}

}  // namespace

StatementEffect effect_of(std::string_view statement, const Syntax& syntax) {
  if (is_transaction_control(statement, syntax)) return of(Effect::Kind::kTransaction);
  Reader reader(statement, syntax);
  const std::string first = reader.word();
  if (is_one_of(first, kRowWords)) return of(Effect::Kind::kRows);
  if (leading_keywords(statement, syntax, 2) == "SET STATEMENT") return unknown();  // what follows its FOR
  if (is_one_of(first, kSessionWords)) return of(Effect::Kind::kSession);
  if (is_one_of(first, kRepeatableWords)) return of(Effect::Kind::kRepeatable);
  if (reader.accept("CREATE")) return create(reader);
  if (reader.accept("DROP")) return drop(reader);
  if (reader.accept("RENAME")) return rename_table(reader);
  if (reader.accept("ALTER")) return alter(reader);
  return unknown();
}

}  // namespace dbtool::sql
