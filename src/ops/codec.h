#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "base/document.h"
#include "dbtool/operation.h"

namespace dbtool::ops {

/// The operations of a list, as it stands under `upgrade:`; null is an empty list. `dialects` are the names
/// that operations may be for or have texts for; none: any. What is wrong is added to the diagnostics: call
/// their `throw_if_any()` before using what is returned.
[[nodiscard]] std::vector<Operation> decode_operations(const base::Node& list, base::Diagnostics& diagnostics,
                                                       std::span<const std::string> dialects = {});

/// As formats.md lays them out: tables, batches and texts of several lines in block style, all else on one
/// line. decode_operations() reads back equal operations.
[[nodiscard]] base::Node encode_operation(const Operation& operation);
[[nodiscard]] base::Node encode_operations(std::span<const Operation> operations);

}  // namespace dbtool::ops
