#include "dialects/postgresql/serial.h"

#include "dialects/postgresql/syntax.h"
#include "schema/counting.h"

namespace dbtool::dialects::postgresql {

std::string_view serial_type(const Table& table, const Column& column) {
  if (!schema::counts_up(table, column, traits().names)) return {};
  switch (schema::integer_kind(column.type, traits().names).value_or(TypeKind::kInteger)) {
    case TypeKind::kSmallInteger:
      return "SMALLSERIAL";
    case TypeKind::kInteger:
      return "SERIAL";
    default:
      return "BIGSERIAL";
  }
}

}  // namespace dbtool::dialects::postgresql
