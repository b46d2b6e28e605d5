#include "config/keys.h"

#include <gtest/gtest.h>

#include "config/ini_source.h"
#include "error_of.h"

namespace dbtool::config {
namespace {

Config assign(std::string_view lines) {
  const IniFile ini = IniFile::parse("[alembic]\n" + std::string(lines), "x.ini");
  const IniSource source(ini, "alembic", "/p");
  Config config;
  assign_keys(config, source);
  warn_of_misspelt_keys(config, source);
  return config;
}

TEST(KeysTest, EveryRowIsDescribedAndNamedOnce) {
  for (const Key& key : keys()) {
    EXPECT_EQ(find_key(key.name), &key) << key.name;
    EXPECT_FALSE(key.help.empty()) << key.name;
    EXPECT_FALSE(to_string(key.type).empty()) << key.name;
  }
  EXPECT_EQ(find_key("nonsense"), nullptr);
  EXPECT_EQ(find_key("sqlalchemy.url")->environment, "DATABASE_URL");
}

TEST(KeysTest, DefaultsOfTheTableAreThoseOfConfig) {
  std::string lines;
  for (const Key& key : keys()) {
    if (key.assign == nullptr || key.default_text.empty()) continue;
    lines += std::string(key.name) + " = ";
    for (const char c : key.default_text) lines += c == '%' ? "%%" : std::string(1, c);
    lines += "\n";
  }
  const Config config = assign(lines);
  const Config fresh;
  EXPECT_EQ(config.file_template, fresh.file_template);
  EXPECT_EQ(config.truncate_slug_length, fresh.truncate_slug_length);
  EXPECT_EQ(config.output_encoding, fresh.output_encoding);
  EXPECT_EQ(config.script_format, fresh.script_format);
  EXPECT_EQ(config.version_table, fresh.version_table);
  EXPECT_EQ(config.history_table, fresh.history_table);
  EXPECT_EQ(config.transaction_per_migration, fresh.transaction_per_migration);
  EXPECT_EQ(config.recursive_version_locations, fresh.recursive_version_locations);
  EXPECT_EQ(config.revisions_lock, fresh.revisions_lock);
  EXPECT_EQ(config.compare_type, fresh.compare_type);
  EXPECT_EQ(config.compare_server_default, fresh.compare_server_default);
  EXPECT_EQ(config.lock_timeout, fresh.lock_timeout);
  EXPECT_EQ(config.wait, fresh.wait);
  EXPECT_EQ(config.create_database, fresh.create_database);
}

TEST(KeysTest, AssignsEveryKindOfValue) {
  const Config config = assign(
      "file_template = %%(slug)s\ntruncate_slug_length = 20\ntimezone = UTC\noutput_encoding = latin-1\n"
      "script_format = SQL\nversion_table = v\nversion_table_schema = vs\ntransaction_per_migration = on\n"
      "compare_type = false\ncompare_server_default = 0\nrevisions_lock = 1\nrecursive_version_locations = "
      "true\n"
      "include_schemas = a, b*\ninclude_name = c\n  d\nexclude_name = tmp_*\n"
      "history_table =\nlock_timeout = 500ms\nstatement_timeout = 5m\n"
      "wait = 2m\ncreate_database = yes\n");
  using Words = std::vector<std::string>;
  EXPECT_EQ(config.file_template, "%(slug)s");
  EXPECT_EQ(config.truncate_slug_length, 20U);
  EXPECT_EQ(config.timezone, "UTC");
  EXPECT_EQ(config.output_encoding, "latin-1");
  EXPECT_EQ(config.script_format, ScriptFormat::kSql);
  EXPECT_EQ(config.version_table, "v");
  EXPECT_EQ(config.version_table_schema, "vs");
  EXPECT_TRUE(config.transaction_per_migration);
  EXPECT_FALSE(config.compare_type);
  EXPECT_FALSE(config.compare_server_default);
  EXPECT_TRUE(config.recursive_version_locations);
  EXPECT_TRUE(config.revisions_lock);
  EXPECT_EQ(config.include_schemas, (Words{"a", "b*"}));
  EXPECT_EQ(config.include_name, (Words{"c", "d"}));
  EXPECT_EQ(config.exclude_name, (Words{"tmp_*"}));
  EXPECT_EQ(config.history_table, "");
  EXPECT_EQ(config.lock_timeout, std::chrono::milliseconds(500));
  EXPECT_EQ(config.statement_timeout, std::chrono::minutes(5));
  EXPECT_EQ(config.wait, std::chrono::minutes(2));
  EXPECT_TRUE(config.create_database);
}

TEST(KeysTest, TakesAKeyWithoutAValueForOneThatIsNotThere) {
  const Config config =
      assign("version_table =\ncompare_type =\ntruncate_slug_length = 0\nstatement_timeout = 0\n");
  EXPECT_EQ(config.version_table, "alembic_version");
  EXPECT_TRUE(config.compare_type);
  EXPECT_EQ(config.truncate_slug_length, 40U);
  EXPECT_EQ(config.statement_timeout, std::nullopt);
}

TEST(KeysTest, RefusesAValueAtItsLine) {
  const Error error = error_of([] { return assign("timezone = UTC\ncompare_type = perhaps\n"); });
  EXPECT_EQ(std::string(error.what()),
            "x.ini:3: 'perhaps' is not a valid value for compare_type; expected 'true' or 'false'");
  EXPECT_EQ(error_of([] { return assign("script_format = xml\n"); }).message(),
            "'xml' is not a valid value for script_format; expected 'yaml', 'sql'");
}

TEST(KeysTest, WarnsOfMisspeltKeysAndLeavesOthersAlone) {
  const Config config = assign("databases = a, b\nmy_own_key = 1\nverison_table = v\ndb_user = %x\n");
  ASSERT_EQ(config.warnings.size(), 1U);
  EXPECT_EQ(config.warnings[0].location, (Location{.file = "x.ini", .line = 4}));
  EXPECT_EQ(config.warnings[0].message,
            "key 'verison_table' is not known and was ignored; did you mean 'version_table'?");
}

}  // namespace
}  // namespace dbtool::config
