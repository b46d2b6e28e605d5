#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace dbtool::script {

inline constexpr std::string_view kDefaultFileTemplate = "%(rev)s_%(slug)s";
inline constexpr std::size_t kDefaultSlugLength = 40;  ///< characters

/// What the tokens of `file_template` stand for: `rev`, `slug`, `epoch`, `year`, `month`, `day`, `hour`,
/// `minute`, `second`.
struct FileNameValues {
  std::string revision;
  std::string slug;
  std::int64_t epoch = 0;  ///< seconds
  base::WallTime time;
};

/// A new script's file name without its suffix: `file_template` with its tokens replaced as Python's % does
/// (`%(rev)s`, `%(month).2d`, `%(day)02d`, `%%`). The template may put it into folders below the location
/// (`/`), but not elsewhere, nor give a name that the loader passes over. Throws Error{kConfig} for a
/// template that is wrong.
[[nodiscard]] std::string expand_file_template(std::string_view file_template, const FileNameValues& values);

}  // namespace dbtool::script
