#include "dialects/postgresql/value.h"

#include <charconv>
#include <string_view>

#include "dialect/number.h"

namespace dbtool::dialects::postgresql {

namespace {

// src/include/catalog/pg_type.dat of PostgreSQL: these never change.
enum TypeOid : Oid { kInt8 = 20, kInt2 = 21, kInt4 = 23, kOid = 26, kFloat4 = 700, kFloat8 = 701 };

Value read_value(const PGresult* result, int row, int column) {
  if (libpq().PQgetisnull(result, row, column) != 0) return std::monostate{};
  const std::string_view text(libpq().PQgetvalue(result, row, column),
                              static_cast<std::size_t>(libpq().PQgetlength(result, row, column)));
  switch (libpq().PQftype(result, column)) {
    case kInt8:
    case kInt2:
    case kInt4:
    case kOid:
      return dialect::number_of<std::int64_t>(text);
    case kFloat4:
    case kFloat8:
      return dialect::number_of<double>(text);
    default:
      return std::string(text);
  }
}

}  // namespace

std::vector<Row> read_rows(const PGresult* result) {
  const int rows = libpq().PQntuples(result);
  const int columns = libpq().PQnfields(result);
  std::vector<Row> read(static_cast<std::size_t>(rows));
  for (int row = 0; row < rows; ++row) {
    Row& values = read[static_cast<std::size_t>(row)];
    values.reserve(static_cast<std::size_t>(columns));
    for (int column = 0; column < columns; ++column) values.push_back(read_value(result, row, column));
  }
  return read;
}

std::int64_t changed_rows(PGresult* result) {
  const std::string_view tag = libpq().PQcmdStatus(result);
  const bool only_reads = tag.starts_with("FETCH") || tag.starts_with("MOVE") ||
                          (tag.starts_with("SELECT") && libpq().PQresultStatus(result) == PGRES_TUPLES_OK);
  if (only_reads) return 0;
  const std::string_view count = libpq().PQcmdTuples(result);
  std::int64_t rows = 0;
  std::from_chars(count.data(), count.data() + count.size(), rows);
  return rows;
}

Parameters::Parameters(std::span<const Value> values) {
  texts_.reserve(values.size());
  for (const Value& value : values) {
    texts_.push_back(to_text(value));
    const bool is_null = std::holds_alternative<std::monostate>(value);
    pointers_.push_back(is_null ? nullptr : texts_.back().c_str());
  }
}

}  // namespace dbtool::dialects::postgresql
