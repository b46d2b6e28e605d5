#pragma once

#include <array>
#include <string_view>

#include "dbtool/dialect.h"
#include "sql/builder.h"
#include "sql/syntax.h"

namespace dbtool::dialects::sqlite {

inline constexpr std::array<std::string_view, 1> kNames = {"sqlite"};

[[nodiscard]] const DialectTraits& traits();
[[nodiscard]] const sql::Syntax& syntax();
[[nodiscard]] const sql::Quoting& quoting();

/// True for a value that may stand after DEFAULT without parentheses: a word, a string, a number with or
/// without a sign, a blob; or what has parentheses around the whole already.
[[nodiscard]] bool is_default_term(std::string_view sql);

/// True for a default that ALTER TABLE can give to rows that are there already: anything but an
/// expression and the current time.
[[nodiscard]] bool is_constant(std::string_view sql);

}  // namespace dbtool::dialects::sqlite
