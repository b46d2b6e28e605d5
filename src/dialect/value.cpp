#include <fmt/format.h>

#include "dbtool/connection.h"

namespace dbtool {

std::string to_text(const Value& value) {
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return fmt::to_string(*integer);
  if (const auto* real = std::get_if<double>(&value)) return fmt::to_string(*real);
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  return {};
}

}  // namespace dbtool
