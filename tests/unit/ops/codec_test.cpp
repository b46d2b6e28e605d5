#include "ops/codec.h"

#include <string>

#include <gtest/gtest.h>

#include "support/random_operations.h"

namespace dbtool::ops {
namespace {

std::vector<Operation> read(std::string_view yaml) {
  base::Diagnostics diagnostics("s.yaml", ErrorCode::kScript);
  const base::Node list = base::read_yaml(yaml, "s.yaml", ErrorCode::kScript);
  std::vector<Operation> operations = decode_operations(list, diagnostics);
  diagnostics.throw_if_any();
  return operations;
}

std::string write(const std::vector<Operation>& operations) {
  return base::write_yaml(encode_operations(operations));
}

// The layout that formats.md shows, and what else there is to lay out.
constexpr std::string_view kLayout = R"yaml(- create_table:
    name: user
    columns:
      id: integer
      username: string(64)
      password_hash: {type: string(256), nullable: true}
      status: {type: {enum: [draft, live], name: post_status}, default: draft}
      score: {type: "numeric(10, 2)", default: 0}
    primary_key: [id]
    unique:
      - [id, username]
      - {name: uq_user_username, columns: [username], deferrable: true}
    foreign_keys:
      - {columns: [id], references: person.id, on_delete: cascade}
    checks:
      - score >= 0
      - {name: ck_user_score, sql: score < 10}
- create_index: {name: ix_user_email, table: user, columns: [email], unique: true}
- create_index: {name: ix_lower, table: user, columns: [{expression: lower(email)}]}
- drop_index: {name: ix_user_email, table: user}
  only: [postgresql, mysql]
- add_column: {table: user, column: {name: age, type: integer, nullable: true}}
  online: true
- alter_column: {table: user, column: age, default: null, existing: {type: integer}}
- drop_table: {name: user}
- execute: DELETE FROM user
- execute: {default: SELECT 1, mysql: SELECT 2}
- execute: |
    DELETE FROM user;
    SELECT 1
  except: [sqlite]
- create_view:
    name: live
    as: |
      SELECT *
      FROM user
- bulk_insert:
    table: user
    rows:
      - {id: 1, name: ann, born: null, ok: true}
- batch_alter_table:
    table: user
    recreate: always
    operations:
      - drop_column: {column: age}
      - create_unique_constraint: {columns: [email]}
)yaml";

TEST(CodecTest, WritesTheLayoutThatTheManualShows) { EXPECT_EQ(write(read(kLayout)), kLayout); }

TEST(CodecTest, ReadsBackEveryKindOfOperation) {
  for (std::size_t kind = 0; kind < testing::RandomOperations::kinds(); ++kind) {
    for (std::uint32_t seed = 0; seed < 40; ++seed) {
      const Operation operation = testing::RandomOperations(seed).any(kind);
      SCOPED_TRACE(std::to_string(seed) + " " + std::string(operation_name(operation)));
      const std::string text = write({operation});
      const std::vector<Operation> again = read(text);
      ASSERT_EQ(again.size(), 1U);
      ASSERT_TRUE(again.front() == operation) << text << "became\n" << write(again);
    }
  }
}

TEST(CodecTest, KnowsWhereOperationsAndTheirSqlStand) {
  const std::vector<Operation> operations = read("- drop_table: {name: a}\n- execute: |\n    SELECT 1\n");
  EXPECT_EQ(operations[0].location, (Location{"s.yaml", 1, 3}));
  EXPECT_EQ(operations[1].location, (Location{"s.yaml", 2, 3}));
  EXPECT_EQ(std::get<Execute>(operations[1].what).sql.general.location, (Location{"s.yaml", 3, 5}));
}

TEST(CodecTest, TakesAnEmptyBodyForNothing) {
  EXPECT_TRUE(read("").empty());
  EXPECT_TRUE(read("[]").empty());
}

TEST(CodecTest, NamesIndexesByTheConvention) {
  const auto operations = read(
      "- create_index: {table: user, columns: [a, b]}\n- create_unique_constraint: {table: t, columns: a}");
  EXPECT_EQ(std::get<CreateIndex>(operations[0].what).index.name, "ix_user_a_b");
  EXPECT_EQ(std::get<CreateUniqueConstraint>(operations[1].what).constraint.name, "");
}

TEST(CodecTest, ReadsRowsAsListsOrMappings) {
  const auto operations =
      read("- bulk_insert: {table: t, columns: [a, b], rows: [[1, 0x1F], {b: '2', a: [1, x]}]}\n");
  const auto& insert = std::get<BulkInsert>(operations[0].what);
  const std::vector<RowValues> want{{{Literal::Kind::kNumber, "1"}, {Literal::Kind::kNumber, "31"}},
                                    {{Literal::Kind::kString, R"([1, "x"])"}, {Literal::Kind::kString, "2"}}};
  EXPECT_EQ(insert.rows.size(), 2U);
  EXPECT_EQ(insert.rows[0], want[0]);
  EXPECT_EQ(insert.rows[1][1], want[1][1]);
  EXPECT_EQ(insert.rows[1][0].kind, Literal::Kind::kList);
}

TEST(CodecTest, TellsAPartThatIsTakenAwayFromOneThatStays) {
  const auto operations = read("- alter_column: {table: t, column: c, default: null, identity: false}");
  const auto& alter = std::get<AlterColumn>(operations[0].what);
  ASSERT_TRUE(alter.server_default.has_value());
  EXPECT_FALSE(alter.server_default->has_value());
  ASSERT_TRUE(alter.identity.has_value());
  EXPECT_FALSE(alter.identity->has_value());
  EXPECT_FALSE(alter.comment.has_value());
}

TEST(CodecTest, SharesABatchsTableWithItsOperations) {
  const auto operations = read(
      "- batch_alter_table:\n    table: t\n    schema: s\n    operations:\n    - drop_column: {column: c}\n"
      "    - drop_index: {name: i, table: t}\n");
  const auto& batch = std::get<BatchAlterTable>(operations[0].what);
  EXPECT_EQ(std::get<DropColumn>(batch.operations[0].what),
            (DropColumn{.table = "t", .schema = "s", .column = "c"}));
  EXPECT_EQ(std::get<DropIndex>(batch.operations[1].what).schema, "s");
}

}  // namespace
}  // namespace dbtool::ops
