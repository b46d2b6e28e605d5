#include "script/python_revision.h"

#include "base/strings.h"
#include "script/lines.h"

namespace dbtool::script {
namespace {

/// What is assigned in `name = value` or `name: type = value`; empty for other lines.
std::string_view assigned_value(std::string_view line, std::string_view name) {
  if (!line.starts_with(name)) return {};
  line = base::trim(line.substr(name.size()));
  if (!line.starts_with('=') && !line.starts_with(':')) return {};
  const std::size_t equals = line.find('=');
  if (equals == std::string_view::npos) return {};
  return base::trim(line.substr(equals + 1));
}

}  // namespace

std::optional<std::string> python_revision_id(std::string_view text) {
  text = without_byte_order_mark(text);
  while (!text.empty()) {
    const std::string_view line = first_line(text);
    text.remove_prefix(line.size());
    const std::string_view value = assigned_value(line, "revision");
    if (value.empty() || (value.front() != '\'' && value.front() != '"')) continue;
    const std::size_t end = value.find(value.front(), 1);
    if (end != std::string_view::npos) return std::string(value.substr(1, end - 1));
  }
  return std::nullopt;
}

}  // namespace dbtool::script
