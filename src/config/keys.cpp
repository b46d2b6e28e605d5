#include "config/keys.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "base/strings.h"
#include "config/values.h"

namespace dbtool::config {
namespace {

constexpr std::size_t kMaxWarnings = 20;
constexpr std::size_t kMaxKeyLength = 60;  // no known key is half as long
constexpr std::array<std::string_view, 2> kScriptFormats = {"yaml", "sql"};

template <std::string Config::*kMember>
void set_text(Config& config, const Setting& setting) {
  config.*kMember = setting.text;
}

template <bool Config::*kMember>
void set_boolean(Config& config, const Setting& setting) {
  config.*kMember = to_boolean(setting);
}

template <std::vector<std::string> Config::*kMember>
void set_words(Config& config, const Setting& setting) {
  config.*kMember = to_words(setting);
}

void set_slug_length(Config& config, const Setting& setting) {
  const std::size_t length = to_count(setting);
  // Alembic takes 0 for "not set".
  if (length != 0) config.truncate_slug_length = length;
}

void set_script_format(Config& config, const Setting& setting) {
  config.script_format = static_cast<ScriptFormat>(to_choice(setting, kScriptFormats));
}

void set_lock_timeout(Config& config, const Setting& setting) { config.lock_timeout = to_duration(setting); }

void set_statement_lock_timeout(Config& config, const Setting& setting) {
  config.statement_lock_timeout = to_duration(setting);
}

void set_lock_retries(Config& config, const Setting& setting) {
  config.lock_retries = static_cast<int>(to_count(setting));
}

void set_deadline(Config& config, const Setting& setting) {
  const std::chrono::milliseconds deadline = to_duration(setting);
  config.deadline = deadline.count() == 0 ? std::nullopt : std::optional(deadline);
}

void set_statement_timeout(Config& config, const Setting& setting) {
  const std::chrono::milliseconds timeout = to_duration(setting);
  config.statement_timeout = timeout.count() == 0 ? std::nullopt : std::optional(timeout);
}

void set_wait(Config& config, const Setting& setting) { config.wait = to_duration(setting); }

constexpr Key kKeys[] = {
    {"script_location", "", KeyType::kPath, "migrations", "the folder of the migration scripts", nullptr},
    {"version_locations", "", KeyType::kPathList, "",
     "folders of revision scripts, split as path_separator says; default: versions/ in script_location",
     nullptr},
    {"path_separator", "", KeyType::kChoice, "",
     "what splits lists of paths: os, :, ;, space or newline; default: commas and spaces", nullptr},
    {"recursive_version_locations", "", KeyType::kBoolean, "false",
     "whether to look for scripts in the folders below version_locations, too",
     set_boolean<&Config::recursive_version_locations>},
    {"revisions_lock", "", KeyType::kBoolean, "false",
     "whether revisions.lock lists the heads, so that version control conflicts when the history forks",
     set_boolean<&Config::revisions_lock>},
    {"sqlalchemy.url", "DATABASE_URL", KeyType::kText, "",
     "the database: dialect://user:password@host:port/database, with %% for each % of it", nullptr},
    {"databases", "", KeyType::kList, "",
     "sections that name a database each, for one history of several: [NAME] with sqlalchemy.url, models, "
     "...",
     nullptr},
    {"models", "", KeyType::kList, "",
     "what the database should look like: YAML files and folders of them, or SQL files, !commands that print "
     "SQL, or a database's URL",
     nullptr},
    {"file_template", "", KeyType::kText, "%(rev)s_%(slug)s",
     "file names of new scripts; tokens: rev, slug, epoch, year, month, day, hour, minute, second",
     set_text<&Config::file_template>},
    {"truncate_slug_length", "", KeyType::kCount, "40", "how many characters of the message a file name has",
     set_slug_length},
    {"timezone", "", KeyType::kText, "",
     "the time zone of dates in scripts, such as UTC; default: local time", set_text<&Config::timezone>},
    {"output_encoding", "", KeyType::kText, "utf-8", "kept for compatibility; scripts are UTF-8",
     set_text<&Config::output_encoding>},
    {"script_format", "", KeyType::kChoice, "yaml", "what new scripts are written as: yaml or sql",
     set_script_format},
    {"version_table", "", KeyType::kText, "alembic_version", "the table that holds the current revisions",
     set_text<&Config::version_table>},
    {"version_table_schema", "", KeyType::kText, "",
     "the schema of that table; default: the first one of the connection",
     set_text<&Config::version_table_schema>},
    {"transaction_per_migration", "", KeyType::kBoolean, "false",
     "true: a transaction for each revision; false: one for all, where the engine can",
     set_boolean<&Config::transaction_per_migration>},
    {"compare_type", "", KeyType::kBoolean, "true", "whether autogenerate compares column types",
     set_boolean<&Config::compare_type>},
    {"compare_server_default", "", KeyType::kBoolean, "true", "whether autogenerate compares server defaults",
     set_boolean<&Config::compare_server_default>},
    {"include_schemas", "", KeyType::kList, "",
     "patterns of the schemas that autogenerate looks at; default: that of the connection",
     set_words<&Config::include_schemas>},
    {"include_name", "", KeyType::kList, "",
     "patterns of the objects that autogenerate looks at; default: all", set_words<&Config::include_name>},
    {"exclude_name", "", KeyType::kList, "", "patterns of the objects that autogenerate leaves alone",
     set_words<&Config::exclude_name>},
    {"history_table", "", KeyType::kText, "dbtool_history",
     "the journal: the table that holds what was done, when and by whom; empty: none",
     set_text<&Config::history_table>, WhenEmpty::kNothing},
    {"lock_timeout", "", KeyType::kDuration, "60s",
     "how long to wait for another dbtool on the same database: 500ms, 60s, 5m; 0: not at all",
     set_lock_timeout},
    {"migration_lock", "", KeyType::kBoolean, "true",
     "whether a run makes sure that no other dbtool works on the database",
     set_boolean<&Config::migration_lock>},
    {"statement_lock_timeout", "", KeyType::kDuration, "5s",
     "how long a statement may wait for another session's lock before its step is rolled back and tried "
     "again; "
     "0: as lock_timeout says",
     set_statement_lock_timeout},
    {"lock_retries", "", KeyType::kCount, "10", "how often a step is tried again that has waited in vain",
     set_lock_retries},
    {"deadline", "", KeyType::kDuration, "",
     "when a run ends by itself, between two statements: 5m; default: never", set_deadline},
    {"statement_timeout", "", KeyType::kDuration, "",
     "how long a statement may run; default: as long as it takes", set_statement_timeout},
    {"wait", "", KeyType::kDuration, "0",
     "how long to try again while the server cannot be reached or is still starting: 500ms, 60s, 5m",
     set_wait},
    {"create_database", "", KeyType::kBoolean, "false",
     "whether a database that does not exist is made by the first command that writes to it",
     set_boolean<&Config::create_database>},
    {"version_path_separator", "", KeyType::kChoice, "", "the older name of path_separator", nullptr},
    {"revision_environment", "", KeyType::kBoolean, "", "ignored: it is about env.py", nullptr},
    {"sourceless", "", KeyType::kBoolean, "", "ignored: it is about Python's compiled files", nullptr},
    {"prepend_sys_path", "", KeyType::kPathList, "", "ignored: it is about Python's modules", nullptr},
};

}  // namespace

std::span<const Key> keys() { return kKeys; }

const Key* find_key(std::string_view name) {
  const auto* const found =
      std::find_if(std::begin(kKeys), std::end(kKeys), [&](const Key& key) { return key.name == name; });
  return found == std::end(kKeys) ? nullptr : found;
}

std::string_view to_string(KeyType type) {
  switch (type) {
    case KeyType::kText:
      return "text";
    case KeyType::kPath:
      return "path";
    case KeyType::kPathList:
      return "list of paths";
    case KeyType::kList:
      return "list";
    case KeyType::kBoolean:
      return "true or false";
    case KeyType::kCount:
      return "number";
    case KeyType::kDuration:
      return "duration";
    case KeyType::kChoice:
      return "choice";
  }
  return "";
}

void assign_keys(Config& config, const Source& source) {
  for (const Key& key : kKeys) {
    if (key.assign == nullptr) continue;
    const std::optional<Setting> setting = source.find(key.name);
    if (!setting) continue;
    if (setting->text.empty() && key.when_empty == WhenEmpty::kDefault) continue;
    key.assign(config, *setting);
  }
}

void warn_of_misspelt_keys(Config& config, const Source& source) {
  std::vector<std::string> known;
  for (const Key& key : kKeys) known.emplace_back(key.name);
  std::size_t count = 0;
  for (const std::string& key : source.keys()) {
    if (key.size() > kMaxKeyLength || find_key(key) != nullptr) continue;
    const std::optional<std::string> meant = base::nearest(key, known);
    if (!meant) continue;
    config.warnings.push_back(
        {.location = source.location(key),
         .message = fmt::format("key '{}' is not known and was ignored; did you mean '{}'?", key, *meant)});
    if (++count == kMaxWarnings) return;
  }
}

}  // namespace dbtool::config
