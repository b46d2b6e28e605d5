#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace dbtool::script {

/// What the tokens of a template stand for.
using TemplateValues = std::map<std::string, std::string, std::less<>>;

/// The template with each `${token}` replaced; `$${` is a `${` that stays, any other `$` is itself. Values
/// are not looked into. Throws Error{kConfig} at the place in `file` of a token that is unknown or not
/// closed.
[[nodiscard]] std::string render_template(std::string_view text, const std::string& file,
                                          const TemplateValues& values);

}  // namespace dbtool::script
