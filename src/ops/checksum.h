#pragma once

#include <span>
#include <string>
#include <string_view>

#include "dbtool/operation.h"
#include "sql/syntax.h"

namespace dbtool::ops {

/// What operations mean, as a text: the same for scripts that differ only in comments, blanks, line ends, the
/// layout of YAML, and what sql::normalized() passes over in SQL. A line an operation.
[[nodiscard]] std::string canonical_text(std::span<const Operation> operations, const sql::Syntax& syntax);

/// `1:` and the SHA-256 of a canonical text. The number is that of the way to make the text: what older
/// versions wrote stays comparable.
[[nodiscard]] std::string checksum(std::string_view canonical_text);

}  // namespace dbtool::ops
