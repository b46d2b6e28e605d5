#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/strings.h"
#include "dialects/mysql/catalog.h"
#include "dialects/mysql/options.h"
#include "dialects/mysql/syntax.h"
#include "sql/lexer.h"

namespace dbtool::dialects::mysql {

namespace {

constexpr std::string_view kViews = R"(
SELECT v.table_schema, v.table_name, v.view_definition, v.check_option, v.security_type, {},
       v.definer
FROM information_schema.VIEWS AS v
WHERE {}
ORDER BY v.table_schema, v.table_name)";

/// The columns of kViews.
enum Field : std::size_t {
  kSchema,
  kName,
  kQuery,
  kCheckOption,
  kSecurityType,
  kViewAlgorithm,
  kViewDefiner
};

std::vector<sql::Token> tokens_of(std::string_view sql) {
  std::vector<sql::Token> tokens;
  sql::Lexer lexer(sql, syntax());
  for (sql::Token token = lexer.next(); token.kind != sql::TokenKind::kEnd; token = lexer.next()) {
    tokens.push_back(token);
  }
  return tokens;
}

/// The query without its own database's name before others: there it means itself. The server writes it
/// before a table and before a column's table; a table, or what stands for one, may have the same name.
std::string without_database(std::string_view sql, const std::string& database) {
  const std::string name = quoting().quoted(database);
  const std::vector<sql::Token> tokens = tokens_of(sql);
  const auto text = [&](std::size_t i) { return i < tokens.size() ? tokens[i].in(sql) : std::string_view(); };
  /// Behind FROM or JOIN, and the parentheses that may stand there.
  const auto is_table_place = [&](std::size_t i) {
    while (i > 0 && text(i - 1) == "(") --i;
    if (i == 0) return false;
    const std::string before = base::to_lower(text(i - 1));
    return before == "from" || before == "join" || before == "straight_join";
  };
  std::string result;
  std::size_t copied = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const bool is_name = text(i) == name && text(i + 1) == "." && (i == 0 || text(i - 1) != ".");
    if (!is_name) continue;
    const bool is_before_column = text(i + 3) == ".";
    const bool is_before_call = text(i + 3) == "(";
    if (!is_before_column && !is_before_call && !is_table_place(i)) continue;
    result += sql.substr(copied, tokens[i].offset - copied);
    copied = tokens[i + 1].end();
  }
  return result += sql.substr(copied);
}

std::string_view algorithm_field(const Server& server) { return server.is_mariadb ? "v.algorithm" : "NULL"; }

/// `database` is the connection's own, `user` its account.
View to_view(const Row& row, std::string schema, const std::string& database, const std::string& user) {
  std::string query = without_database(text(row, kQuery), database);
  if (const std::string check = text(row, kCheckOption); check != "NONE")
    query += fmt::format(" WITH {} CHECK OPTION", check);
  View view{.name = text(row, kName), .schema = std::move(schema), .as = DialectText(std::move(query))};
  if (text(row, kSecurityType) == "INVOKER") set_option(view.options, kSecurity, "INVOKER");
  const std::string algorithm = text(row, kViewAlgorithm);
  if (!algorithm.empty() && algorithm != "UNDEFINED") set_option(view.options, kAlgorithm, algorithm);
  if (const std::string definer = text(row, kViewDefiner); definer != user) {
    set_option(view.options, kDefiner, definer);
  }
  return view;
}

/// Where the catalog does not have it, the statement does; what may not be shown has none.
void read_algorithm(Connection& connection, View& view) {
  constexpr std::string_view kHead = "ALGORITHM=";
  try {
    const std::string sql = fmt::format("SHOW CREATE VIEW {}", quoting().name(view.schema, view.name));
    const std::string definition = text(connection.query(sql).at(0), 1);
    const std::size_t begin = definition.find(kHead);
    if (begin == std::string::npos) return;
    std::string_view rest = std::string_view(definition).substr(begin + kHead.size());
    rest = rest.substr(0, rest.find(' '));
    if (rest != "UNDEFINED") set_option(view.options, kAlgorithm, std::string(rest));
  } catch (const Error& error) {
    if (error.code() != ErrorCode::kDatabase) throw;
  }
}

}  // namespace

void read_views(Catalog& catalog, Schema& schema) {
  // The server would open every table once more.
  if (!catalog.may_have_views()) return;
  const std::string sql =
      fmt::format(kViews, algorithm_field(catalog.server()), catalog.condition("v.table_schema"));
  for (const Row& row : catalog.connection().query(sql)) {
    const std::string database = text(row, kSchema);
    if (!catalog.includes(database, text(row, kName))) continue;
    if (text(row, kQuery).empty()) {
      catalog.tell_unreadable(schema, database, text(row, kName),
                              "is a view that cannot be read without the privilege SHOW VIEW");
      continue;
    }
    schema.views.push_back(to_view(row, catalog.schema_of(database), catalog.database(), catalog.user()));
    // One statement each: who changes a table need not know it.
    if (!catalog.server().is_mariadb && !catalog.is_around()) {
      read_algorithm(catalog.connection(), schema.views.back());
    }
  }
}

std::vector<View> read_view(Connection& connection, const std::string& name) {
  std::vector<View> views;
  const Value parameters[] = {Value(name)};
  const std::string sql = fmt::format(kViews, algorithm_field(Server::parse(connection.server_version())),
                                      "v.table_schema = DATABASE() AND v.table_name = ?");
  for (const Row& row : connection.query(sql, parameters)) {
    views.push_back(to_view(row, {}, text(row, kSchema), text(row, kViewDefiner)));
  }
  return views;
}

}  // namespace dbtool::dialects::mysql
