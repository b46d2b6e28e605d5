#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dbtool/statement.h"

namespace dbtool::runtime {

/// The statements of one operation as the journal keeps them, so that a run that goes on has the very same.
/// Empty for what is too large to be kept.
[[nodiscard]] std::string record_statements(std::span<const Statement> statements);

/// What record_statements() was given; nothing for an empty text. Throws Error{kOutOfSync} for another one.
[[nodiscard]] std::optional<std::vector<Statement>> recorded_statements(std::string_view text);

}  // namespace dbtool::runtime
