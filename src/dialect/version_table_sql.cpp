#include "dialect/version_table_sql.h"

#include <utility>

#include <fmt/format.h>

#include "dialect/ansi_ddl.h"
#include "dialect/no_tables.h"

namespace dbtool::dialect {

namespace {

constexpr int kRevisionLength = 32;

}  // namespace

VersionTableSql::VersionTableSql(QualifiedName name, const DdlCompiler& ddl)
    : name_(std::move(name)), ddl_(ddl) {
  table_ =
      name_.schema.empty() ? ddl.quote(name_.name) : ddl.quote(name_.schema) + "." + ddl.quote(name_.name);
}

std::string VersionTableSql::create() const {
  Table table{.name = name_.name, .schema = name_.schema};
  table.columns.push_back(
      {.name = "version_num", .type = {.kind = TypeKind::kString, .length = kRevisionLength}});
  table.primary_key = PrimaryKey{.name = name_.name + "_pkc", .columns = {"version_num"}};
  NoTables no_tables;
  return ddl_.compile({.what = ops::CreateTable{.table = std::move(table)}}, no_tables).front().text;
}

std::string VersionTableSql::select() const { return fmt::format("SELECT version_num FROM {}", table_); }

std::string VersionTableSql::insert(std::string_view revision) const {
  const auto* ansi = dynamic_cast<const AnsiDdl*>(&ddl_);  // others are of no concern to Alembic
  return fmt::format("INSERT INTO {} (version_num) VALUES ({}){}", table_, ddl_.literal(revision),
                     ansi == nullptr ? std::string() : ansi->returning(table_, "version_num"));
}

std::string VersionTableSql::update(std::string_view from, std::string_view to) const {
  return fmt::format("UPDATE {0} SET version_num={1} WHERE {0}.version_num = {2}", table_, ddl_.literal(to),
                     ddl_.literal(from));
}

std::string VersionTableSql::remove(std::string_view revision) const {
  return fmt::format("DELETE FROM {0} WHERE {0}.version_num = {1}", table_, ddl_.literal(revision));
}

std::string VersionTableSql::clear() const { return fmt::format("DELETE FROM {}", table_); }

}  // namespace dbtool::dialect
