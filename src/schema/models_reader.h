#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dbtool/models.h"

namespace dbtool::schema {

/// The models that the sources (files and folders, see models_source.h) make up together.
/// Throws Error{kModels} with everything that is wrong in the first file that has something wrong,
/// Error{kIo} for a file that cannot be read, Error{kUnsupported} for sources that are not YAML.
/// `dialects` are the names that the files may use for dialects; none: any. Names that a convention makes are
/// shortened to `max_name_bytes`, as SQLAlchemy does; 0: they are not.
[[nodiscard]] Models read_models(const std::vector<std::string>& sources,
                                 std::span<const std::string> dialects = {}, std::size_t max_name_bytes = 0);

/// One file's text; `file` names it in messages. Throws Error{kModels}.
[[nodiscard]] Models read_models_text(std::string_view text, const std::string& file);

}  // namespace dbtool::schema
