#pragma once

#include <cstddef>
#include <string>

#include "dbtool/event.h"

namespace dbtool::cli {

/// What a terminal shows of a statement that takes long, as one line that fits into `width` columns if these
/// are some thirty at least: `  INSERT INTO _dbtool_new_user (id, name) SEL  3,400,000 rows, 12 s`.
[[nodiscard]] std::string progress_line(const StatementRunning& event, std::size_t width);

}  // namespace dbtool::cli
