#include "script/template.h"

#include <algorithm>
#include <vector>

#include <fmt/core.h>

#include "base/diagnostics.h"
#include "base/strings.h"
#include "dbtool/error.h"

namespace dbtool::script {
namespace {

[[noreturn]] void fail(std::string_view text, std::size_t offset, const std::string& file,
                       std::string message, std::string hint) {
  const std::string_view before = text.substr(0, offset);
  const auto line = static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n')) + 1;
  const std::size_t column = offset - (before.rfind('\n') + 1) + 1;
  throw Error(ErrorCode::kConfig, std::move(message))
      .at({.file = file, .line = line, .column = column})
      .with_hint(std::move(hint));
}

std::vector<std::string> names_of(const TemplateValues& values) {
  std::vector<std::string> names;
  for (const auto& [name, value] : values) names.push_back(name);
  return names;
}

}  // namespace

std::string render_template(std::string_view text, const std::string& file, const TemplateValues& values) {
  std::string out;
  std::size_t at = 0;
  for (;;) {
    const std::size_t token = text.find("${", at);
    if (token == std::string_view::npos) return out.append(text.substr(at));
    if (token > at && text[token - 1] == '$') {
      out.append(text.substr(at, token - 1 - at)).append("${");
      at = token + 2;
      continue;
    }
    out.append(text.substr(at, token - at));
    const std::size_t close = text.find_first_of("}\n", token);
    if (close == std::string_view::npos || text[close] == '\n') {
      fail(text, token, file, "'${' is not closed", "write '$${' for a '${' that should stay");
    }
    const std::string_view name = text.substr(token + 2, close - token - 2);
    const auto value = values.find(name);
    if (value == values.end()) {
      const std::vector<std::string> names = names_of(values);
      fail(text, token, file, fmt::format("unknown token '${{{}}}'{}", name, base::did_you_mean(name, names)),
           fmt::format("known are {}; write '$${{' for a '${{' that should stay", base::join(names, ", ")));
    }
    out.append(value->second);
    at = close + 1;
  }
}

}  // namespace dbtool::script
