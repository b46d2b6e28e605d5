#include "commands/formats.h"

#include <fmt/format.h>

namespace dbtool::commands {

Format read_format(Session& session, const std::string& name) {
  if (name == "json") session.use_json();
  if (session.json()) return Format::kJson;
  if (name == "yaml") return Format::kYaml;
  if (name == "sql") return Format::kSql;
  throw Error(ErrorCode::kUsage, fmt::format("unknown format '{}'", name))
      .with_hint("the formats are yaml, sql and json");
}

}  // namespace dbtool::commands
