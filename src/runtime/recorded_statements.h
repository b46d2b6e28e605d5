#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dbtool/statement.h"

namespace dbtool::runtime {

/// Stands for statements that are too large to be kept.
inline constexpr std::string_view kNotKept = "-";

/// The statements of one operation as the journal keeps them, so that a run that goes on has the very same.
[[nodiscard]] std::string record_statements(std::span<const Statement> statements);

/// What record_statements() was given; nothing for an empty text. Throws Error{kOutOfSync} for another one,
/// kNotKept among them.
[[nodiscard]] std::optional<std::vector<Statement>> recorded_statements(std::string_view text);

}  // namespace dbtool::runtime
