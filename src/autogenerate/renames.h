#pragma once

#include <optional>

#include "autogenerate/comparison.h"

namespace dbtool::autogenerate {

/// Renames what the models say was renamed and the database still has under its old name, and gives the
/// database as it is then; nothing if there was nothing to rename. Once the old name is gone, `renamed_from`
/// means nothing. Throws Error{kScript} as apply() does.
[[nodiscard]] std::optional<Schema> apply_renames(const Comparison& comparison, const Schema& database,
                                                  const Models& models);

}  // namespace dbtool::autogenerate
