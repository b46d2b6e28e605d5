#include "script/read_script.h"

#include "script/header_scanner.h"
#include "script/sql_script.h"
#include "script/yaml_body.h"

namespace dbtool::script {

ScriptHeader read_header(ScriptFormat format, std::string_view text, const std::string& file) {
  return format == ScriptFormat::kSql ? read_sql_header(text, file) : read_yaml_header(text, file);
}

ScriptBody read_body(ScriptFormat format, std::string_view text, const std::string& file,
                     const KnownDialects& dialects, const BodyScope& scope) {
  return format == ScriptFormat::kSql ? read_sql_body(text, file, dialects, scope)
                                      : read_yaml_body(text, file, dialects.names, scope);
}

}  // namespace dbtool::script
