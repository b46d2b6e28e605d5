#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dbtool::script {

/// The id that a Python script of Alembic's declares (`revision = '…'`, `revision: str = "…"` at the start
/// of a line), without reading it as Python. Nothing if it declares none.
[[nodiscard]] std::optional<std::string> python_revision_id(std::string_view text);

}  // namespace dbtool::script
