#include <map>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/strings.h"
#include "dialects/mysql/catalog.h"
#include "dialects/mysql/syntax.h"
#include "dialects/mysql/write_access.h"

namespace dbtool::dialects::mysql {

namespace {

constexpr std::string_view kScratch = "dbtool_scratch";

/// The catalog is written in characters of three bytes at most, with a question mark for every other, and for
/// bytes that are none.
bool may_be_garbled(const Column& column) {
  if (!column.server_default || column.server_default->kind != ServerDefault::Kind::kLiteral) return false;
  const bool is_binary = column.type.kind == TypeKind::kBinary ||
                         (column.type.kind == TypeKind::kNative && column.type.name.starts_with("varbinary"));
  return is_binary || column.server_default->text.select({}).text.find('?') != std::string::npos;
}

ServerDefault from_bytes(const std::string& hex) {
  std::string bytes;
  bool is_plain = true;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    bytes += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
    is_plain = is_plain && static_cast<unsigned char>(bytes.back()) >= ' ';
  }
  if (is_plain && !base::find_invalid_utf8(bytes)) {
    return {.kind = ServerDefault::Kind::kLiteral, .text = DialectText(std::move(bytes))};
  }
  return {.kind = ServerDefault::Kind::kExpression, .text = DialectText(fmt::format("x'{}'", hex))};
}

/// A row of a table with these columns has the defaults as they are.
bool read_from_row(Connection& connection, const std::string& table, std::vector<Column*>& columns) {
  std::vector<std::string> names;
  std::vector<std::string> bytes;
  for (const Column* column : columns) {
    names.push_back(quoting().quoted(column->name));
    bytes.push_back(fmt::format("HEX({})", names.back()));
  }
  try {
    const WriteAccess access(connection);
    connection.execute(fmt::format("CREATE TEMPORARY TABLE {} AS SELECT {} FROM {} WHERE FALSE", kScratch,
                                   fmt::join(names, ", "), table));
    connection.execute(fmt::format("INSERT INTO {} () VALUES ()", kScratch));
    const Row row =
        connection.query(fmt::format("SELECT {} FROM {}", fmt::join(bytes, ", "), kScratch)).at(0);
    connection.execute(fmt::format("DROP TEMPORARY TABLE {}", kScratch));
    for (std::size_t i = 0; i < columns.size(); ++i) columns[i]->server_default = from_bytes(text(row, i));
    return true;
  } catch (const Error& error) {
    if (error.code() == ErrorCode::kConnection) throw;
    connection.execute(fmt::format("DROP TEMPORARY TABLE IF EXISTS {}", kScratch));
    return false;
  }
}

}  // namespace

void read_exact_defaults(Catalog& catalog) {
  for (CatalogTable& read : catalog.tables()) {
    std::vector<Column*> columns;
    for (Column& column : read.table.columns) {
      if (may_be_garbled(column)) columns.push_back(&column);
    }
    if (columns.empty()) continue;
    const std::string name = quoting().name(read.table.schema, read.table.name);
    if (!read_from_row(catalog.connection(), name, columns) && read.unreadable.empty()) {
      read.unreadable = fmt::format("has a default that the server does not tell exactly, of column '{}'",
                                    columns.front()->name);
    }
  }
}

}  // namespace dbtool::dialects::mysql
