#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "dbtool/models.h"
#include "dbtool/schema.h"

namespace dbtool::autogenerate {

/// One spelling for each name, for engines to which `User` and `user` are one: that of the first schema that
/// has it. Who rewrites both sides of a comparison by it can go on comparing names byte by byte.
class Spelling {
 public:
  /// `default_schema` is what an empty schema stands for.
  explicit Spelling(std::string default_schema) : default_schema_(std::move(default_schema)) {}

  /// Takes over the names that are not known yet, those of the database before those of the models.
  void learn(const Schema& schema);

  /// Rewrites every name in the schema: of tables, columns, constraints, indexes, views and triggers, and
  /// where they are referred to; texts of SQL are left alone.
  void apply(Schema& schema) const;
  /// Rewrites the old names of renames, and the new ones as far as they are known.
  void apply(Rename& rename) const;

 private:
  /// Folded names with the spelling of each.
  using Names = std::unordered_map<std::string, std::string>;

  struct TableNames {
    std::string table;
    Names columns;
    Names parts;  ///< constraints and indexes
  };

  static void learn(const Table& table, TableNames& names);
  static void apply(const Names& names, std::string& name);
  static void apply(const TableNames& names, Table& table);
  void apply(Reference& reference) const;
  [[nodiscard]] std::string key(std::string_view schema, std::string_view table) const;
  /// Null if there is no such table.
  [[nodiscard]] const TableNames* find(std::string_view schema, std::string_view table) const;

  std::string default_schema_;
  std::unordered_map<std::string, TableNames> tables_;  ///< by folded `schema.name`
  Names views_;
  Names triggers_;
};

}  // namespace dbtool::autogenerate
