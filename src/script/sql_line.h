#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace dbtool::script {

/// What a line of a SQL script is to the script's layout.
enum class SqlLineKind {
  kBlank,
  kComment,       ///< `-- text`
  kKey,           ///< `-- key: value`
  kSection,       ///< `-- upgrade`, `-- downgrade name, name`
  kIrreversible,  ///< `-- downgrade: irreversible`
  kBadSection,    ///< `-- downgrade: auto`, `-- upgrade: anything`
  kSql,
};

enum class Direction { kUpgrade, kDowngrade };

struct SqlLine {
  SqlLineKind kind = SqlLineKind::kSql;
  Direction direction = Direction::kUpgrade;  ///< of kSection, kIrreversible, kBadSection
  std::string key;                            ///< of kKey, in lower case
  std::string_view value;                     ///< of kKey and kBadSection, without blanks around it
  std::size_t value_column = 0;               ///< from 1
  std::vector<std::string> dialects;          ///< of kSection, in lower case
};

/// Tells what a line (without its end) is. Only lines that begin with `--` in the first column are keys or
/// sections.
[[nodiscard]] SqlLine classify_sql_line(std::string_view line);

}  // namespace dbtool::script
