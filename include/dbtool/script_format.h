#pragma once

namespace dbtool {

/// What a revision script is written in.
enum class ScriptFormat {
  kYaml,  ///< portable operations
  kSql,   ///< statements, by hand
};

}  // namespace dbtool
