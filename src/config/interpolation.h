#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace dbtool::config {

/// The uninterpolated value of a key, or null.
using RawLookup = std::function<const std::string*(std::string_view key)>;

/// Replaces `%(name)s` by the value of `name`, itself interpolated, and `%%` by a percent sign, as Python's
/// configparser.BasicInterpolation: ten levels at most. `key` names the value in messages.
/// Throws Error{kConfig} without a place, and without quoting the value: it may hold a password.
[[nodiscard]] std::string interpolate(std::string_view key, const std::string& value,
                                      const RawLookup& lookup);

}  // namespace dbtool::config
