#pragma once

#include <string_view>

#include "dbtool/data_type.h"

namespace dbtool::schema {

/// The type of a sequence's values as Sequence::type says it: an integer by its portable name
/// (`small_integer`), or by an engine's own. Empty is a big integer.
[[nodiscard]] DataType sequence_type(std::string_view name);

}  // namespace dbtool::schema
