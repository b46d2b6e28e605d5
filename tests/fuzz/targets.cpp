#include "fuzz/targets.h"

#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "config/ini.h"
#include "dbtool/database_url.h"
#include "dbtool/error.h"
#include "dbtool/revision_target.h"
#include "schema/models_reader.h"
#include "script/read_script.h"
#include "sql/normalize.h"
#include "sql/source_text.h"
#include "sql/splitter.h"
#include "sql/statement_effect.h"
#include "sql/touched_objects.h"
#include "support/sql_syntaxes.h"

namespace dbtool::fuzz {
namespace {

void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", what);
  std::abort();
}

void read_ini(std::string_view input) {
  const config::IniFile file = config::IniFile::parse(input, "fuzz.ini");
  for (const std::string& section : file.sections()) {
    for (const std::string& key : file.keys(section)) static_cast<void>(file.get(section, key));
  }
}

void read_url(std::string_view input) {
  const DatabaseUrl url = DatabaseUrl::parse(input);
  // What is printed hides the password and is a URL again.
  static_cast<void>(DatabaseUrl::parse(url.to_string()));
}

void read_target(std::string_view input) {
  static_cast<void>(parse_target(input));
  static_cast<void>(parse_history_range(input));
  static_cast<void>(parse_offline_range(input));
}

void read_yaml_script(std::string_view input) {
  static_cast<void>(script::read_header(ScriptFormat::kYaml, input, "fuzz.yaml"));
  static_cast<void>(script::read_body(ScriptFormat::kYaml, input, "fuzz.yaml", {}));
}

void read_sql_script(std::string_view input) {
  static_cast<void>(script::read_header(ScriptFormat::kSql, input, "fuzz.sql"));
  const BodyScope scope{.syntax = &test::kPostgresSyntax};
  static_cast<void>(script::read_body(ScriptFormat::kSql, input, "fuzz.sql", {}, scope));
}

void read_sql(const sql::Syntax& syntax, std::string_view input) {
  const sql::SourceText source{input, {.file = "fuzz.sql", .line = 1, .column = 1}};
  std::size_t end = 0;
  for (const sql::Piece& piece : sql::split(source, syntax)) {
    require(piece.begin >= end && piece.begin <= piece.code && piece.code <= piece.end,
            "pieces are in order");
    require(piece.end <= input.size(), "a piece ends within the script");
    end = piece.end;
    const std::string_view statement = piece.in(input);
    static_cast<void>(sql::touched_objects(statement, syntax));
    static_cast<void>(sql::effect_of(statement, syntax));
    const std::string once = sql::normalized(statement, syntax);
    require(sql::normalized(once, syntax) == once, "what is normalized stays as it is");
  }
}

void read_sqls(std::string_view input) {
  for (const sql::Syntax& syntax : {test::kLiteSyntax, test::kPostgresSyntax, test::kMariaSyntax}) {
    try {
      read_sql(syntax, input);
    } catch (const Error&) {
      continue;  // another one may take it
    }
  }
}

void read_models(std::string_view input) { static_cast<void>(schema::read_models_text(input, "fuzz.yaml")); }

constexpr Target kTargets[] = {
    {"ini", read_ini},           {"url", read_url},  {"target", read_target}, {"yaml", read_yaml_script},
    {"script", read_sql_script}, {"sql", read_sqls}, {"models", read_models},
};

}  // namespace

std::span<const Target> targets() { return kTargets; }

}  // namespace dbtool::fuzz
