#include "dialect/data_file.h"

#include <filesystem>

#include "base/files.h"

namespace dbtool::dialect {

std::string data_file(const ops::BulkInsert& operation, const Location& script) {
  return base::display_path(std::filesystem::path(script.file).parent_path() / operation.file.text);
}

void require_data_file(const Operation& operation) {
  const auto* insert = std::get_if<ops::BulkInsert>(&operation.what);
  if (insert == nullptr || insert->file.empty()) return;
  try {
    base::require_readable(data_file(*insert, operation.location));
  } catch (Error& error) {
    error.at(insert->file.location).at(operation.location);
    throw;
  }
}

}  // namespace dbtool::dialect
