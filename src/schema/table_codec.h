#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "dbtool/models.h"
#include "dbtool/operation.h"
#include "schema/table_keys.h"

namespace dbtool::schema {

/// A table, with the nodes its parts were read from, in the order of the table's own lists. The nodes belong
/// to the document.
struct DecodedTable {
  Table table;
  const base::Node* node = nullptr;
  const base::Node* primary_key = nullptr;
  std::vector<const base::Node*> uniques;
  std::vector<const base::Node*> foreign_keys;
  std::vector<const base::Node*> checks;
  std::vector<const base::Node*> excludes;
  std::vector<const base::Node*> indexes;
  std::unordered_set<std::string_view> column_names;
  std::vector<Rename> renames;  ///< of its columns
};

/// Makes a table of what was read: short keys become constraints and indexes. What is written both ways is
/// there once.
[[nodiscard]] DecodedTable expand_table(std::string name, TableKeys keys, const base::Node& node,
                                        Context& context);

/// Gives names to what has none, as the convention says; then complains of what does not fit together:
/// columns that are not there, names that are there twice. Foreign keys should know their target's columns.
/// Names that the convention makes are shortened to what an engine takes; 0: it takes any.
void finish_table(DecodedTable& table, Context& context, std::size_t max_name_bytes = 0);

/// The table as it is written, without its name.
[[nodiscard]] TableKeys to_keys(const Table& table);

/// A column that stands alone.
[[nodiscard]] ops::ColumnDefinition to_definition(NamedColumnKeys keys);
[[nodiscard]] NamedColumnKeys to_keys(const ops::ColumnDefinition& definition);

/// Where the constraint's nth column is named.
[[nodiscard]] base::Mark column_mark(const base::Node& constraint, std::size_t n);

}  // namespace dbtool::schema
