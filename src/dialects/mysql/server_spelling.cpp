#include "dialects/mysql/server_spelling.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/strings.h"
#include "dialects/mysql/catalog.h"
#include "dialects/mysql/ddl.h"
#include "dialects/mysql/expression.h"
#include "dialects/mysql/syntax.h"
#include "dialects/mysql/write_access.h"
#include "ops/trigger_order.h"
#include "sql/lexer.h"

namespace dbtool::dialects::mysql {

namespace {

constexpr std::string_view kScratch = "dbtool_scratch";

const std::string& text_of(const DialectText& text, const Server& server) {
  return text.select(traits(server).names).text;
}

/// For what a default is in a column of its type: `1e10` is 10000000000 in a DOUBLE.
std::string default_key(const Column& column, const Server& server) {
  const ServerDefault& value = *column.server_default;
  return fmt::format("{} DEFAULT {} {}", type_sql(column.type, server),
                     value.kind == ServerDefault::Kind::kExpression ? "expression" : "literal",
                     text_of(value.text, server));
}

/// Runs SQL that may fail: then nobody knows more than before.
bool try_to_run(Connection& connection, std::string_view sql) {
  try {
    connection.execute(sql);
    return true;
  } catch (const Error& error) {
    if (error.code() == ErrorCode::kConnection) throw;
    return false;
  }
}

/// What stands in the parentheses that open at a byte, or behind it.
std::string parenthesized(std::string_view sql, std::size_t from) {
  sql::Lexer lexer(sql, syntax());
  lexer.seek(sql.find('(', from));
  const std::size_t begin = lexer.next().end();
  std::size_t depth = 1;
  for (sql::Token token = lexer.next(); token.kind != sql::TokenKind::kEnd; token = lexer.next()) {
    if (token.in(sql) == "(") ++depth;
    if (token.in(sql) == ")" && --depth == 0) return std::string(sql.substr(begin, token.offset - begin));
  }
  return {};
}

/// A table with everything of a declared one that has a text to be asked about.
class TableQuestion {
 public:
  TableQuestion(const Table& inspected, const Table& declared, const Server& server)
      : server_(server), ddl_(server), scratch_{.name = std::string(kScratch)} {
    for (const Column& column : declared.columns) add(column, inspected.find_column(column.name));
    for (const CheckConstraint& check : declared.checks) add(check, inspected);
  }

  [[nodiscard]] bool is_open() const {
    return !checks_.empty() || !computed_.empty() || !defaults_.empty() || !constants_.empty();
  }

  void ask(Connection& connection, Spellings& spellings) const {
    std::vector<std::string> parts;
    try {
      for (const Column& column : scratch_.columns) parts.push_back(ddl_.column_sql(column, scratch_));
    } catch (const Error&) {
      return;  // it cannot be made there
    }
    for (std::size_t i = 0; i < checks_.size(); ++i) {
      parts.push_back(fmt::format("CONSTRAINT {}_{} CHECK ({})", kScratch, i, checks_[i]));
    }
    if (!try_to_run(connection,
                    fmt::format("CREATE TEMPORARY TABLE {} ({})", kScratch, fmt::join(parts, ", ")))) {
      return;
    }
    take(to_text(connection.query(fmt::format("SHOW CREATE TABLE {}", kScratch)).at(0).at(1)), spellings);
    for (const Row& row : connection.query(fmt::format("SHOW COLUMNS FROM {}", kScratch))) {
      const auto asked = defaults_.find(text(row, 0));
      if (asked != defaults_.end()) spellings.emplace(asked->second, text(row, 4));
      const auto constant = constants_.find(text(row, 0));
      if (constant != constants_.end()) spellings.emplace(constant->second, text(row, 4));
    }
    connection.execute(fmt::format("DROP TEMPORARY TABLE {}", kScratch));
  }

 private:
  void add(const Column& declared, const Column* inspected) {
    Column column = declared;
    column.autoincrement = false;
    column.comment.clear();
    const bool has_expression =
        declared.server_default && declared.server_default->kind == ServerDefault::Kind::kExpression;
    if (has_expression && inspected != nullptr && inspected->server_default) {
      const std::string& sql = text_of(declared.server_default->text, server_);
      if (differ(inspected->server_default->text, sql)) defaults_.emplace(declared.name, sql);
    }
    const bool has_both = declared.server_default && inspected != nullptr && inspected->server_default;
    if (has_both && !MysqlTypes(server_, {}).same_default(inspected->server_default, declared)) {
      constants_.emplace(declared.name, default_key(declared, server_));
    }
    if (declared.computed && inspected != nullptr && inspected->computed) {
      const std::string& sql = text_of(declared.computed->sql, server_);
      if (differ(inspected->computed->sql, sql)) computed_.emplace(declared.name, sql);
    }
    scratch_.columns.push_back(std::move(column));
  }

  /// One by that name, or, since it may have none, any.
  void add(const CheckConstraint& declared, const Table& inspected) {
    const std::string& sql = text_of(declared.sql, server_);
    if (sql.empty()) return;
    const bool is_known = std::ranges::any_of(
        inspected.checks, [&](const CheckConstraint& check) { return !differ(check.sql, sql); });
    if (!is_known && !inspected.checks.empty()) checks_.push_back(sql);
  }

  [[nodiscard]] bool differ(const DialectText& inspected, const std::string& declared) const {
    return !same_expression_text(text_of(inspected, server_), declared);
  }

  /// Reads SHOW CREATE TABLE: each part stands on a line of its own.
  void take(const std::string& definition, Spellings& spellings) const {
    for (const std::string_view raw : base::split(definition, '\n')) {
      const std::string_view line = base::trim(raw);
      for (const auto& [name, sql] : computed_) {
        const bool is_its = line.starts_with(quoting().quoted(name) + " ");
        const std::size_t begin = line.find("GENERATED ALWAYS AS");
        if (is_its && begin != std::string_view::npos) spellings.emplace(sql, parenthesized(line, begin));
      }
      for (std::size_t i = 0; i < checks_.size(); ++i) {
        const std::string head =
            fmt::format("CONSTRAINT {} CHECK", quoting().quoted(fmt::format("{}_{}", kScratch, i)));
        if (line.starts_with(head)) spellings.emplace(checks_[i], parenthesized(line, head.size()));
      }
    }
  }

  const Server& server_;
  MysqlDdl ddl_;
  Table scratch_;
  std::vector<std::string> checks_;
  std::map<std::string, std::string> computed_;  ///< by the column's name
  std::map<std::string, std::string> defaults_;
  std::map<std::string, std::string> constants_;
};

void ask_about_views(Connection& connection, const Schema& inspected, const Schema& declared,
                     const Server& server, Spellings& spellings) {
  for (const View& view : declared.views) {
    const std::string& sql = text_of(view.as, server);
    const auto is_it = [&](const View& other) {
      return other.name == view.name && other.schema == view.schema;
    };
    const auto there = std::ranges::find_if(inspected.views, is_it);
    if (sql.empty() || there == inspected.views.end()) continue;
    if (same_expression_text(text_of(there->as, server), sql)) continue;
    const std::string name =
        fmt::format("{}_{}", kScratch, to_text(connection.query("SELECT CONNECTION_ID()").at(0).at(0)));
    if (!try_to_run(connection, fmt::format("CREATE VIEW {} AS {}", name, sql))) continue;
    for (const View& made : read_view(connection, name)) {
      spellings.emplace(sql, text_of(made.as, server));
    }
    connection.execute("DROP VIEW " + name);
  }
}

std::size_t place_of(const std::vector<Trigger>& triggers, const Trigger& wanted, std::string_view name) {
  return static_cast<std::size_t>(std::ranges::find_if(triggers,
                                                       [&](const Trigger& trigger) {
                                                         return trigger.name == name &&
                                                                trigger.table == wanted.table &&
                                                                trigger.schema == wanted.schema;
                                                       }) -
                                  triggers.begin());
}

/// Of a trigger that stands where it should, though nobody has said so in the same words: no server need be
/// asked.
void compare_places(const Schema& inspected, const Schema& declared, const Server& server,
                    const DatabaseDefaults& defaults, Spellings& spellings) {
  const std::vector<Trigger>& all = inspected.triggers;  // in the order in which they run
  for (const Trigger& trigger : declared.triggers) {
    const std::string& sql = text_of(trigger.sql, server);
    const auto order = ops::trigger_order(sql);
    if (!order) continue;
    const std::size_t own = place_of(all, trigger, trigger.name);
    const std::size_t other = place_of(all, trigger, order->other);
    const bool are_there = own < all.size() && other < all.size();
    if (!are_there || (order->is_behind ? own < other : other < own)) continue;
    const std::string& is = text_of(all[own].sql, server);
    if (MysqlTypes(server, defaults).same_expression(is, ops::without_trigger_order(sql))) {
      spellings.emplace(sql, is);
    }
  }
}

}  // namespace

Spellings ask_server(Connection& connection, const Schema& inspected, const Schema& declared,
                     const Server& server, const DatabaseDefaults& defaults) {
  Spellings spellings;
  compare_places(inspected, declared, server, defaults, spellings);
  std::optional<WriteAccess> access;
  const auto begin = [&] {
    if (!access) access.emplace(connection);
  };
  std::map<QualifiedName, const Table*> tables;
  for (const Table& table : inspected.tables) tables.emplace(table.qualified_name(), &table);
  for (const Table& table : declared.tables) {
    const auto there = tables.find(table.qualified_name());
    if (there == tables.end()) continue;
    const TableQuestion question(*there->second, table, server);
    if (!question.is_open()) continue;
    begin();
    question.ask(connection, spellings);
  }
  if (!declared.views.empty()) {
    begin();
    ask_about_views(connection, inspected, declared, server, spellings);
  }
  return spellings;
}

bool AskedTypes::same_expression(std::string_view inspected, std::string_view declared) const {
  if (MysqlTypes::same_expression(inspected, declared)) return true;
  const auto found = spellings_.find(declared);
  return found != spellings_.end() && same_expression_text(inspected, found->second);
}

bool AskedTypes::same_default(const std::optional<ServerDefault>& inspected, const Column& declared) const {
  if (MysqlTypes::same_default(inspected, declared)) return true;
  if (!inspected || !declared.server_default) return false;
  const std::string& is = text_of(inspected->text, server_);
  const bool is_constant = inspected->kind == ServerDefault::Kind::kLiteral || is.starts_with("b'");
  const auto found = spellings_.find(default_key(declared, server_));
  return is_constant && found != spellings_.end() && found->second == is;
}

}  // namespace dbtool::dialects::mysql
