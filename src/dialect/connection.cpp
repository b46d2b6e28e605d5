#include "dbtool/connection.h"

namespace dbtool {

void Connection::execute_all(std::span<const std::string_view> statements, const Done& done) {
  for (std::size_t number = 0; number < statements.size(); ++number) {
    done(number, execute(statements[number]));
  }
}

void Connection::execute_many(std::string_view sql, std::span<const Row> rows) {
  for (const Row& row : rows) (void)query(sql, row);
}

}  // namespace dbtool
