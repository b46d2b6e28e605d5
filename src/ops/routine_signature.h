#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dbtool/source_text.h"

namespace dbtool::ops {

/// What the callers of a function or a procedure see of it. As long as that stays, CREATE OR REPLACE puts one
/// in the place of another, and those who use it do not mind.
struct RoutineSignature {
  std::vector<std::string>
      arguments;       ///< `in a integer`: without defaults; words in lower case, one blank between
  std::string result;  ///< what stands behind RETURNS

  bool operator==(const RoutineSignature&) const = default;
};

/// Of a text that begins with CREATE [OR REPLACE] FUNCTION or PROCEDURE; nothing for others.
[[nodiscard]] std::optional<RoutineSignature> routine_signature(std::string_view sql);

/// The same statement as CREATE OR REPLACE.
[[nodiscard]] std::string as_replacement(std::string_view sql);

/// The same of every dialect's text.
void make_replacement(DialectText& sql);

/// The same statement without OR REPLACE.
[[nodiscard]] std::string without_replacement(std::string_view sql);

}  // namespace dbtool::ops
