#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/document.h"
#include "dbtool/script.h"

namespace dbtool::script {

/// Reads a YAML script's header without parsing its bodies: a history of thousands of scripts is listed and
/// planned from headers alone. The result is that of a full parse, wherever the keys stand, for every text
/// that a full parse accepts; mistakes inside the bodies go unseen. `file` is for messages. Throws
/// Error{kScript}.
[[nodiscard]] ScriptHeader read_yaml_header(std::string_view text, const std::string& file);

/// The quick way of read_yaml_header: the header's keys as read_yaml would give them, marks
/// included, if it is written plainly (one line for each key, plain or quoted scalars, flow lists) and all
/// its keys stand before the bodies. Nothing for everything else, valid or not.
[[nodiscard]] std::optional<base::Node> scan_yaml_header(std::string_view text);

/// The text before the first body (`upgrade:` or `downgrade:` at the start of a line), if only bodies follow;
/// otherwise nothing.
[[nodiscard]] std::optional<std::string_view> header_slice(std::string_view text);

}  // namespace dbtool::script
