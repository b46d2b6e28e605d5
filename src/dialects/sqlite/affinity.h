#pragma once

#include <string_view>

namespace dbtool::dialects::sqlite {

/// How SQLite keeps the values of a column (https://sqlite.org/datatype3.html, section 3.1).
enum class Affinity { kText, kNumeric, kInteger, kReal, kBlob };

/// Of a column that is declared with this type.
[[nodiscard]] Affinity affinity(std::string_view type);

}  // namespace dbtool::dialects::sqlite
