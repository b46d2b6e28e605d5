#include "dialects/sqlite/create_table_parser.h"

#include <algorithm>
#include <utility>

#include "base/strings.h"
#include "dialects/sqlite/table_options.h"
#include "dialects/sqlite/token_reader.h"

namespace dbtool::dialects::sqlite {

namespace {

class CreateTableParser {
 public:
  explicit CreateTableParser(std::string_view sql) : tokens_(sql) {}

  CreateTableText parse() {
    while (!tokens_.at_end() && !tokens_.take_symbol('(')) tokens_.skip();
    while (!tokens_.at_end() && !tokens_.take_symbol(')')) {
      if (tokens_.take_symbol(',')) continue;
      if (at_table_constraint()) {
        table_constraint();
      } else {
        column();
      }
    }
    options();
    return std::move(result_);
  }

 private:
  [[nodiscard]] bool at_table_constraint() const {
    for (const std::string_view word : {"constraint", "primary", "unique", "check", "foreign"}) {
      if (tokens_.is_word(word)) return true;
    }
    return false;
  }

  [[nodiscard]] bool at_column_constraint() const {
    for (const std::string_view word : {"constraint", "primary", "unique", "check", "not", "null", "default",
                                        "collate", "references", "generated", "as"}) {
      if (tokens_.is_word(word)) return true;
    }
    return false;
  }

  void column() {
    name_.clear();  // one that nothing followed
    result_.columns.push_back({.name = tokens_.take_name()});
    type();
    while (!tokens_.at_end() && !tokens_.is_symbol(',') && !tokens_.is_symbol(')')) {
      if (!column_constraint(result_.columns.back())) skip_unknown();
    }
  }

  /// Names and one pair of parentheses, which the pragma tells.
  void type() {
    const auto is_word = [&] { return tokens_.is_name() || tokens_.peek().kind == sql::TokenKind::kString; };
    while (!tokens_.at_end() && is_word() && !at_column_constraint()) tokens_.skip();
    if (tokens_.is_symbol('(')) tokens_.skip_group();
  }

  void skip_unknown() {
    if (result_.not_understood.empty()) result_.not_understood = tokens_.text(tokens_.peek());
    tokens_.skip_group();
  }

  /// False, without having moved, if there is none here.
  bool column_constraint(ColumnText& column) {
    if (tokens_.take_word("constraint")) {
      name_ = tokens_.take_name();
      return true;
    }
    const bool found = column_key(column) || column_value(column);
    if (found) name_.clear();
    return found;
  }

  bool column_key(const ColumnText& column) {
    if (tokens_.take_words("primary", "key")) {
      IndexElement part{.column = column.name};
      if (!tokens_.take_word("asc") && tokens_.take_word("desc")) part.order = SortOrder::kDescending;
      key(result_.primary_key, {std::move(part)});
      if (tokens_.take_word("autoincrement")) result_.autoincrement = true;
    } else if (tokens_.take_word("unique")) {
      key(result_.uniques.emplace_back(), {{.column = column.name}});
    } else if (tokens_.take_word("check")) {
      check();
    } else if (tokens_.take_word("references")) {
      reference({.name = std::exchange(name_, {}), .columns = {column.name}});
    } else {
      return false;
    }
    return true;
  }

  bool column_value(ColumnText& column) {
    if (tokens_.take_words("not", "null")) {
      column.not_null_name = std::exchange(name_, {});
      column.on_null_conflict = conflict_clause();
    } else if (tokens_.take_word("null")) {
      conflict_clause();
    } else if (tokens_.take_word("default")) {
      if (!tokens_.take_symbol('-')) tokens_.take_symbol('+');
      tokens_.skip_group();
    } else if (tokens_.take_word("collate")) {
      column.collation = tokens_.take_name();
    } else if (tokens_.take_words("generated", "always")) {
      // `AS` comes next.
    } else if (tokens_.is_word("as") && tokens_.is_symbol('(', 1)) {
      tokens_.skip();
      column.generated = tokens_.take_group();
      if (!tokens_.take_word("stored")) tokens_.take_word("virtual");
    } else {
      return false;
    }
    return true;
  }

  void table_constraint() {
    if (tokens_.take_word("constraint")) name_ = tokens_.take_name();
    if (tokens_.take_words("primary", "key")) {
      key(result_.primary_key, key_parts());
    } else if (tokens_.take_word("unique")) {
      key(result_.uniques.emplace_back(), key_parts());
    } else if (tokens_.take_word("check")) {
      check();
    } else if (tokens_.take_words("foreign", "key")) {
      ForeignKey key{.name = std::exchange(name_, {}), .columns = tokens_.take_columns()};
      if (tokens_.take_word("references")) reference(std::move(key));
    } else {
      skip_unknown();
    }
  }

  /// `(a COLLATE nocase DESC, b)`
  std::vector<IndexElement> key_parts() {
    std::vector<IndexElement> parts;
    if (!tokens_.take_symbol('(')) return parts;
    while (!tokens_.at_end() && !tokens_.take_symbol(')')) {
      parts.push_back(key_part());
      tokens_.take_symbol(',');
    }
    return parts;
  }

  IndexElement key_part() {
    IndexElement part{.column = tokens_.take_name()};
    if (tokens_.take_word("collate")) part.collation = tokens_.take_name();
    if (!tokens_.take_word("asc") && tokens_.take_word("desc")) part.order = SortOrder::kDescending;
    if (tokens_.take_word("autoincrement")) result_.autoincrement = true;  // allowed here too
    while (!tokens_.at_end() && !tokens_.is_symbol(',') && !tokens_.is_symbol(')')) skip_unknown();
    return part;
  }

  /// What a key says from its columns on.
  template <class Key>
  void key(Key& key, std::vector<IndexElement> parts) {
    key.name = std::exchange(name_, {});
    for (const IndexElement& part : parts) key.columns.push_back(part.column);
    const auto is_plain = [](const IndexElement& part) {
      return part == IndexElement{.column = part.column};
    };
    if (!std::ranges::all_of(parts, is_plain)) key.parts = std::move(parts);
    if (std::string action = conflict_clause(); !action.empty()) {
      set_option(key.options, kOnConflict, std::move(action));
    }
  }

  void check() {
    std::string name = std::exchange(name_, {});
    result_.checks.push_back({.name = std::move(name), .sql = DialectText(tokens_.take_group())});
    conflict_clause();  // SQLite reads it, and does nothing with it
  }

  /// `ON CONFLICT REPLACE`: `replace`. Nothing for ABORT, which is so by itself.
  std::string conflict_clause() {
    if (!tokens_.take_words("on", "conflict")) return {};
    std::string action = base::to_lower(tokens_.take_name());
    return action == "abort" ? std::string() : action;
  }

  void reference(ForeignKey key) {
    key.references.table = tokens_.take_name();
    key.references.columns = tokens_.take_columns();
    while (foreign_key_clause(key)) {
    }
    result_.foreign_keys.push_back(std::move(key));
  }

  bool foreign_key_clause(ForeignKey& key) {
    if (tokens_.take_words("on", "delete")) {
      key.on_delete = action();
    } else if (tokens_.take_words("on", "update")) {
      key.on_update = action();
    } else if (tokens_.take_word("match")) {
      key.match = tokens_.take_name();
    } else if (tokens_.take_word("deferrable")) {
      key.deferrable = true;
    } else if (tokens_.take_words("not", "deferrable")) {
      key.deferrable = false;
    } else if (tokens_.take_words("initially", "deferred")) {
      key.initially = Initially::kDeferred;
    } else if (tokens_.take_words("initially", "immediate")) {
      key.initially = Initially::kImmediate;
    } else {
      return false;
    }
    return true;
  }

  ReferentialAction action() {
    if (tokens_.take_words("set", "null")) return ReferentialAction::kSetNull;
    if (tokens_.take_words("set", "default")) return ReferentialAction::kSetDefault;
    if (tokens_.take_word("cascade")) return ReferentialAction::kCascade;
    if (tokens_.take_word("restrict")) return ReferentialAction::kRestrict;
    tokens_.take_words("no", "action");
    return ReferentialAction::kNoAction;
  }

  void options() {
    while (!tokens_.at_end()) {
      if (tokens_.take_word("strict")) {
        result_.strict = true;
      } else if (tokens_.take_words("without", "rowid")) {
        result_.without_rowid = true;
      } else if (!tokens_.take_symbol(',') && !tokens_.take_symbol(';')) {
        skip_unknown();
      }
    }
  }

  TokenReader tokens_;
  CreateTableText result_;
  std::string name_;  ///< of the constraint that comes next
};

}  // namespace

CreateTableText parse_create_table(std::string_view sql) { return CreateTableParser(sql).parse(); }

}  // namespace dbtool::dialects::sqlite
