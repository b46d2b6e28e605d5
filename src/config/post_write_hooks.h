#pragma once

#include <string_view>
#include <vector>

#include "config/ini.h"
#include "dbtool/config.h"

namespace dbtool::config {

inline constexpr std::string_view kHooksSection = "post_write_hooks";

/// The hooks of `[post_write_hooks]`, in the order of its `hooks`. One without a type is listed, too: only
/// who runs it has to complain. Throws Error{kConfig} for a bad interpolation.
[[nodiscard]] std::vector<PostWriteHook> read_post_write_hooks(const IniFile& ini);

}  // namespace dbtool::config
