#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace dbtool::cli {

/// Fills in a format of Python's logging: `%(levelname)-5.5s [%(name)s] %(message)s`. `field` gives a field's
/// text; flags, width and precision are obeyed, `%%` is a percent sign. What is no field is left as it is.
[[nodiscard]] std::string python_format(std::string_view format,
                                        const std::function<std::string(std::string_view)>& field);

}  // namespace dbtool::cli
