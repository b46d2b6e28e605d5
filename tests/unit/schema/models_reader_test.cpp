#include "schema/models_reader.h"

#include <string>

#include <gtest/gtest.h>

namespace dbtool::schema {
namespace {

Table read_table(const std::string& yaml) {
  return read_models_text("models:\n  Post:\n" + yaml, "models.yaml").schema.tables.front();
}

TEST(ModelsReaderTest, ReadsTheGuidesModels) {
  const Models models = read_models_text(R"yaml(
models:
  User:
    columns:
      id: {type: integer, primary_key: true}
      username: {type: string(64), index: true, unique: true}
      password_hash: {type: string(256), nullable: true}
  Post:
    table: posts
    renamed_from: entries
    columns:
      id: {type: integer, primary_key: true}
      user_id: {type: integer, references: user, on_delete: cascade, renamed_from: author_id}
views:
  live_posts: {as: "SELECT * FROM posts"}
  short_one: SELECT 1
enums:
  post_status: [draft, live]
)yaml",
                                         "models.yaml");
  const DataType text64{.kind = TypeKind::kString, .length = 64};
  const DataType text256{.kind = TypeKind::kString, .length = 256};
  const Schema want{
      .tables =
          {{.name = "user",
            .columns = {{.name = "id"},
                        {.name = "username", .type = text64},
                        {.name = "password_hash", .type = text256, .nullable = true}},
            .primary_key = PrimaryKey{.columns = {"id"}},
            .indexes = {{.name = "ix_user_username", .columns = {{.column = "username"}}, .unique = true}}},
           {.name = "posts",
            .columns = {{.name = "id"}, {.name = "user_id"}},
            .primary_key = PrimaryKey{.columns = {"id"}},
            .foreign_keys = {{.columns = {"user_id"},
                              .references = {.table = "user", .columns = {"id"}},
                              .on_delete = ReferentialAction::kCascade}}}},
      .views = {{.name = "live_posts", .as = "SELECT * FROM posts"}, {.name = "short_one", .as = "SELECT 1"}},
      .enums = {{.name = "post_status", .values = {"draft", "live"}}}};
  EXPECT_EQ(models.schema, want);
  const std::vector<Rename> renames{{{"", "posts"}, "", "entries"}, {{"", "posts"}, "user_id", "author_id"}};
  EXPECT_EQ(models.renames, renames);
}

TEST(ModelsReaderTest, ReadsEveryPartOfATable) {
  const Table table = read_table(R"yaml(
    schema: blog
    comment: what people wrote
    columns:
      id:        {type: integer, identity: true}
      title:     {type: string(140), default: untitled, collation: C}
      score:     {type: "numeric(10, 2)", default: 0}
      status:    {type: {enum: [draft, live], name: post_status}, default: draft}
      made_at:   {type: datetime(timezone), default: {sql: CURRENT_TIMESTAMP}, index: true}
      slug:      {type: string(160), unique: true}
      title_len: {type: integer, computed: {sql: length(title), stored: true}}
      tags:      {type: {default: json, postgresql: "string[]"}}
    primary_key: [id]
    unique:
      - [id, title]
      - {name: uq_post_slug, columns: [slug], deferrable: true, initially: deferred}
    checks:
      - score >= 0
      - {name: ck_post_title, sql: {default: length(title) > 0, mysql: char_length(title) > 0}}
    indexes:
      - {name: ix_post_live, columns: [made_at], where: status = 'live'}
      - {name: ix_lower, columns: [{expression: lower(title), order: DESC, nulls: last}], using: btree}
    options: {mysql: {engine: InnoDB}, sqlite: {strict: true}}
)yaml");
  EXPECT_EQ(table.qualified_name(), (QualifiedName{"blog", "post"}));
  EXPECT_EQ(table.find_column("id")->identity, Identity{});
  EXPECT_EQ(table.find_column("score")->server_default->text.general.text, "0");
  EXPECT_EQ(table.find_column("made_at")->server_default->kind, ServerDefault::Kind::kExpression);
  EXPECT_EQ(table.find_column("tags")->type.variants.size(), 1U);
  EXPECT_EQ(table.find_column("title_len")->computed->stored, true);
  ASSERT_EQ(table.uniques.size(), 2U);  // `unique: true` of slug is the one that is written out
  EXPECT_EQ(table.uniques[1].initially, Initially::kDeferred);
  EXPECT_EQ(table.checks[1].sql.by_dialect.at("mysql").text, "char_length(title) > 0");
  ASSERT_EQ(table.indexes.size(), 3U);  // a partial index does not replace `index: true` of made_at
  EXPECT_EQ(table.indexes[0].name, "ix_post_made_at");
  EXPECT_EQ(table.indexes[2].columns[0].order, SortOrder::kDescending);
  EXPECT_EQ(table.options.at("sqlite").at("strict"), "true");
}

TEST(ModelsReaderTest, LeavesTablesOfOtherSchemasToOthers) {
  const Table table = read_table(R"yaml(
    columns: {id: {type: integer, references: audit.entry.id}}
)yaml");
  ASSERT_EQ(table.foreign_keys.size(), 1U);
  EXPECT_EQ(table.foreign_keys[0].references,
            (Reference{.table = "entry", .schema = "audit", .columns = {"id"}}));
}

TEST(ModelsReaderTest, TakesATableWithoutColumns) {
  EXPECT_TRUE(read_table("    columns: {}\n").columns.empty());
}

TEST(ModelsReaderTest, MakesOneThingOfShortAndLongForm) {
  const Table table = read_table(R"yaml(
    columns:
      id: {type: integer, primary_key: true, index: true, unique: true}
      parent: {type: integer, references: post.id}
    primary_key: [id]
    indexes: [{columns: [id], using: hash}]
    foreign_keys: [{name: fk_parent, columns: parent, references: {table: post}, on_delete: SET NULL}]
)yaml");
  ASSERT_EQ(table.indexes.size(), 1U);
  EXPECT_EQ(table.indexes[0].name, "ix_post_id");
  EXPECT_EQ(table.indexes[0].using_method, "hash");
  ASSERT_EQ(table.foreign_keys.size(), 1U);
  EXPECT_EQ(table.foreign_keys[0].on_delete, ReferentialAction::kSetNull);
  EXPECT_EQ(table.foreign_keys[0].references.columns, std::vector<std::string>{"id"});
}

TEST(ModelsReaderTest, NamesByTheFilesConvention) {
  const Models models = read_models_text(R"yaml(
naming_convention:
  uq: uq_%(table_name)s_%(column_0_name)s
  ck: ck_%(table_name)s_%(constraint_name)s
  fk: fk_%(column_0_name)s_%(referred_column_0_name)s
models:
  Post:
    columns: {id: {type: integer, primary_key: true}, slug: {type: text, unique: true, references: post}}
    checks: [{name: short, sql: length(slug) < 9}]
)yaml",
                                         "m.yaml");
  const Table& table = models.schema.tables.front();
  EXPECT_EQ(table.uniques[0].name, "uq_post_slug");
  EXPECT_EQ(table.checks[0].name, "ck_post_short");
  EXPECT_EQ(table.foreign_keys[0].name, "fk_slug_id");
  EXPECT_EQ(models.naming_convention.at("ix"), default_naming_convention().at("ix"));
}

TEST(ModelsReaderTest, TakesAnEnumsValuesFromItsDeclaration) {
  const Models models = read_models_text(
      "models: {Post: {columns: {status: {type: {enum: post_status}}}}}\nenums: {post_status: [draft, "
      "live]}\n",
      "m");
  const DataType& type = models.schema.tables[0].columns[0].type;
  EXPECT_EQ(type.name, "post_status");
  EXPECT_EQ(type.values, (std::vector<std::string>{"draft", "live"}));
}

TEST(ModelsReaderTest, RemembersWhereSqlStands) {
  const Table table = read_table("    columns: {a: integer}\n    checks:\n      - sql: |\n          a > 0\n");
  const Location& place = table.checks[0].sql.general.location;
  EXPECT_EQ(place, (Location{"models.yaml", 6, 11}));
}

TEST(ModelsReaderTest, ReadsThousandsOfModels) {
  std::string text = "models:\n";
  for (int i = 0; i < 2000; ++i) {
    text += "  Model" + std::to_string(i) + ":\n    columns:\n      id: {type: integer, primary_key: true}\n";
    for (int c = 0; c < 8; ++c) text += "      c" + std::to_string(c) + ": {type: string(64), index: true}\n";
    text += "      next: {type: integer, references: model" + std::to_string(i * 7 % 2000) + ".id}\n";
  }
  EXPECT_EQ(read_models_text(text, "m.yaml").schema.tables.size(), 2000U);
}

}  // namespace
}  // namespace dbtool::schema
