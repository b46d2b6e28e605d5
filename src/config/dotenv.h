#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "dbtool/config.h"

namespace dbtool::config {

struct DotenvVariable {
  std::string name;
  std::string value;
  std::size_t line = 0;  ///< where its binding begins, from 1

  bool operator==(const DotenvVariable&) const = default;
};

/// A part of the file that sets nothing.
struct DotenvGap {
  std::size_t line = 0;  ///< where it begins, from 1
  std::string text;      ///< may hold a password: not for printing
};

struct Dotenv {
  std::vector<DotenvVariable> variables;  ///< in the order of the file; the last one of a name holds
  std::vector<DotenvGap> malformed;       ///< what could not be read was skipped up to the end of its line
  std::vector<DotenvGap> bare_names;      ///< names without `=`
};

/// Whether a name stands in the text as a word of its own: `URL` in `export URL 'x`, not in `MY_URL=x`.
[[nodiscard]] bool names_variable(std::string_view text, std::string_view name) noexcept;

/// Reads a `.env` file as python-dotenv does: `export`, quotes with escapes (over several lines, too),
/// comments, `${NAME}` and `${NAME:-default}` from the environment and from the lines above. Never throws
/// over the text: a malformed line costs that line. A name without `=` sets nothing.
[[nodiscard]] Dotenv parse_dotenv(std::string_view text, const Environment& environment);

}  // namespace dbtool::config
