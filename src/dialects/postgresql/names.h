#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dbtool/schema.h"

namespace dbtool::dialects::postgresql {

/// A name without its quotes; unquoted ones are lower case.
[[nodiscard]] std::string plain_name(std::string_view token);

/// The names in `public.t, "My table"`, as SQL has them.
[[nodiscard]] std::vector<QualifiedName> parse_names(std::string_view sql);

}  // namespace dbtool::dialects::postgresql
