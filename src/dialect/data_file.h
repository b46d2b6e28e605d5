#pragma once

#include <string>

#include "dbtool/operation.h"

namespace dbtool::dialect {

/// Where a bulk_insert's file is: beside the script that names it.
[[nodiscard]] std::string data_file(const ops::BulkInsert& operation, const Location& script);

/// Throws Error{kIo}, with the place that names the file, for a bulk_insert's file that cannot be read:
/// before anything is run.
void require_data_file(const Operation& operation);

}  // namespace dbtool::dialect
