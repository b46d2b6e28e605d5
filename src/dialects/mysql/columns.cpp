#include <fmt/format.h>

#include "base/strings.h"
#include "dialects/mysql/catalog.h"
#include "dialects/mysql/expression.h"
#include "dialects/mysql/options.h"
#include "dialects/mysql/value.h"

namespace dbtool::dialects::mysql {

namespace {

constexpr std::string_view kColumns = R"(
SELECT c.table_schema, c.table_name, c.column_name, c.column_type, c.is_nullable, c.column_default, c.extra,
       c.collation_name, c.column_comment, {}
FROM information_schema.COLUMNS AS c
WHERE {}
ORDER BY c.table_schema, c.table_name, c.ordinal_position)";

/// The columns of kColumns.
enum Field : std::size_t {
  kSchema,
  kTable,
  kName,
  kType,
  kNullable,
  kDefault,
  kExtra,
  kColumnCollation,
  kComment,
  kGeneration,
};

/// MySQL 8 escapes the quotes of what it has understood.
std::string unescaped(std::string sql, const Server& server) {
  return server.is_mariadb ? sql : base::replace_all(sql, "\\'", "'");
}

ServerDefault literal(std::string text) {
  return {.kind = ServerDefault::Kind::kLiteral, .text = DialectText(std::move(text))};
}

ServerDefault expression(std::string_view sql) {
  const auto now = current_timestamp(sql);
  return {.kind = ServerDefault::Kind::kExpression, .text = DialectText(now ? *now : std::string(sql))};
}

/// As MariaDB writes it: SQL.
std::optional<ServerDefault> parse_sql_default(const std::string& sql) {
  if (sql == "NULL") return std::nullopt;
  if (!is_constant(sql)) return expression(sql);
  if (sql.front() == '\'') return literal(unquoted_string(sql));
  return sql.find('\'') == std::string::npos ? literal(sql) : expression(sql);  // b'101'
}

/// As MySQL writes it: a literal's text, and what only its other fields tell.
ServerDefault parse_plain_default(const Row& row, const Server& server) {
  const std::string value = text(row, kDefault);
  const bool is_generated = text(row, kExtra).find("DEFAULT_GENERATED") != std::string::npos;
  const std::string type = base::to_lower(text(row, kType));
  const bool is_time = type.starts_with("timestamp") || type.starts_with("datetime");
  if (is_generated || (is_time && current_timestamp(value))) return expression(unescaped(value, server));
  if (type.starts_with("bit") && value.starts_with("b'")) return expression(value);
  return literal(value);
}

std::optional<ServerDefault> default_of(const Row& row, const Server& server) {
  if (is_null(row, kDefault)) return std::nullopt;
  return server.quotes_defaults() ? parse_sql_default(text(row, kDefault)) : parse_plain_default(row, server);
}

/// What stands in EXTRA: `auto_increment`, `on update current_timestamp()`, `VIRTUAL GENERATED`, `INVISIBLE`.
void take_extra(const Row& row, const Server& server, Column& column) {
  const std::string extra = text(row, kExtra);
  const std::string lower = base::to_lower(extra);
  if (lower.find("auto_increment") != std::string::npos) column.autoincrement = true;
  if (lower.find("invisible") != std::string::npos) set_option(column.options, kInvisible, "true");
  constexpr std::string_view kUpdate = "on update ";
  if (const std::size_t update = lower.find(kUpdate); update != std::string::npos) {
    std::string value = lower.substr(update + kUpdate.size());
    value = value.substr(0, value.find(' '));
    set_option(column.options, kOnUpdate, current_timestamp(value).value_or(value));
  }
  const bool is_stored =
      lower.find("stored generated") != std::string::npos || lower.find("persistent") != std::string::npos;
  const bool is_virtual = lower.find("virtual") != std::string::npos;
  if (!is_stored && !is_virtual) return;
  column.computed = Computed{.sql = DialectText(unescaped(text(row, kGeneration), server)),
                             .stored = is_stored ? std::optional(true) : std::nullopt};
  column.server_default.reset();
}

}  // namespace

void read_columns(Catalog& catalog) {
  const Server& server = catalog.server();
  const std::string sql =
      fmt::format(kColumns, server.has_generated_columns() ? "c.generation_expression" : "NULL",
                  catalog.condition("c.table_schema", "c.table_name"));
  for (const Row& row : catalog.connection().query(sql)) {
    CatalogTable* table = catalog.find(text(row, kSchema), text(row, kTable));
    if (table == nullptr) continue;
    Column column{.name = text(row, kName),
                  .type = parse_type(text(row, kType)),
                  .nullable = text(row, kNullable) == "YES",
                  .server_default = default_of(row, server),
                  .comment = text(row, kComment)};
    if (const std::string collation = text(row, kColumnCollation); collation != table->collation) {
      column.collation = collation;
    }
    take_extra(row, server, column);
    table->table.columns.push_back(std::move(column));
  }
}

}  // namespace dbtool::dialects::mysql
