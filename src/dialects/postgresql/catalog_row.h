#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "dbtool/connection.h"

/// The values of a catalog's row, however the connection hands them over.
namespace dbtool::dialects::postgresql {

using ObjectId = std::int64_t;

[[nodiscard]] bool is_null(const Row& row, std::size_t field);
/// Empty for NULL.
[[nodiscard]] std::string text(const Row& row, std::size_t field);
/// 0 for NULL.
[[nodiscard]] std::int64_t number(const Row& row, std::size_t field);
/// False for NULL.
[[nodiscard]] bool flag(const Row& row, std::size_t field);
/// A "char": the first character, or NUL for NULL.
[[nodiscard]] char letter(const Row& row, std::size_t field);

/// The elements of `{a,"b c",NULL}`, NULL as an empty text; none for NULL.
[[nodiscard]] std::vector<std::string> array(const Row& row, std::size_t field);
/// The numbers in `{1,2}` or, of an int2vector, `1 2`; none for NULL.
[[nodiscard]] std::vector<std::int64_t> numbers(const Row& row, std::size_t field);

/// `{1,2}`, `{"a","b"}`: an array to hand over.
[[nodiscard]] Value array_value(const std::vector<ObjectId>& numbers);
[[nodiscard]] Value array_value(const std::vector<std::string>& texts);

}  // namespace dbtool::dialects::postgresql
