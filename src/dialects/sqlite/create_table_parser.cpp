#include "dialects/sqlite/create_table_parser.h"

#include <utility>

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

  void column() {
    result_.columns.push_back({.name = tokens_.take_name()});
    // The type comes first and is none of our business: nothing in it is read as a constraint.
    while (!tokens_.at_end() && !tokens_.is_symbol(',') && !tokens_.is_symbol(')')) {
      if (!column_constraint(result_.columns.back())) tokens_.skip_group();
    }
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
      result_.primary_key_name = std::exchange(name_, {});
      if (!tokens_.take_word("asc")) tokens_.take_word("desc");
      conflict_clause();
      if (tokens_.take_word("autoincrement")) result_.autoincrement = true;
    } else if (tokens_.take_word("unique")) {
      result_.uniques.push_back({.name = std::exchange(name_, {}), .columns = {column.name}});
      conflict_clause();
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
    if (tokens_.take_words("not", "null") || tokens_.take_word("null")) {
      conflict_clause();
    } else if (tokens_.take_word("default")) {
      if (!tokens_.take_symbol('-')) tokens_.take_symbol('+');
      tokens_.skip_group();
    } else if (tokens_.take_word("collate")) {
      column.collation = tokens_.take_name();
    } else if (tokens_.is_word("as") && tokens_.is_symbol('(', 1)) {
      tokens_.skip();
      column.generated = tokens_.take_group();
    } else {
      return false;
    }
    return true;
  }

  void table_constraint() {
    if (tokens_.take_word("constraint")) name_ = tokens_.take_name();
    if (tokens_.take_words("primary", "key")) {
      result_.primary_key_name = std::exchange(name_, {});
      if (tokens_.is_symbol('(')) primary_key_columns();
    } else if (tokens_.take_word("unique")) {
      std::string name = std::exchange(name_, {});
      result_.uniques.push_back({.name = std::move(name), .columns = tokens_.take_columns()});
    } else if (tokens_.take_word("check")) {
      check();
    } else if (tokens_.take_words("foreign", "key")) {
      ForeignKey key{.name = std::exchange(name_, {}), .columns = tokens_.take_columns()};
      if (tokens_.take_word("references")) reference(std::move(key));
    } else {
      tokens_.skip();
    }
    conflict_clause();
  }

  /// `(id AUTOINCREMENT)` is allowed here too.
  void primary_key_columns() {
    tokens_.skip();
    while (!tokens_.at_end() && !tokens_.take_symbol(')')) {
      if (tokens_.is_word("autoincrement")) result_.autoincrement = true;
      tokens_.skip_group();
    }
  }

  void check() {
    std::string name = std::exchange(name_, {});
    result_.checks.push_back({.name = std::move(name), .sql = DialectText(tokens_.take_group())});
    conflict_clause();
  }

  /// `ON CONFLICT REPLACE`
  void conflict_clause() {
    if (tokens_.take_words("on", "conflict")) tokens_.skip();
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
    for (; !tokens_.at_end(); tokens_.skip()) {
      if (tokens_.is_word("strict")) result_.strict = true;
      if (tokens_.is_word("without") && tokens_.is_word("rowid", 1)) result_.without_rowid = true;
    }
  }

  TokenReader tokens_;
  CreateTableText result_;
  std::string name_;  ///< of the constraint that comes next
};

}  // namespace

CreateTableText parse_create_table(std::string_view sql) { return CreateTableParser(sql).parse(); }

}  // namespace dbtool::dialects::sqlite
