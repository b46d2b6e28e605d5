// The last two steps of reading a table: names by the convention, and what does not fit together.
#include <set>
#include <utility>

#include <fmt/format.h>

#include "base/strings.h"
#include "schema/naming.h"
#include "schema/table_codec.h"

namespace dbtool::schema {
namespace {

class TableFinisher {
 public:
  TableFinisher(DecodedTable& decoded, Context& context, std::size_t max_name_bytes)
      : decoded_(decoded), table_(decoded.table), context_(context), max_name_bytes_(max_name_bytes) {}

  void name_all();
  void check_all();

 private:
  template <class Part>
  void name(Part& part, const base::Node& node);
  template <class Part>
  void name_each(std::vector<Part>& parts, const std::vector<const base::Node*>& nodes);
  /// False, after a complaint, if the table lacks the column: the constraint's nth.
  bool check_column(const std::string& column, std::size_t n, std::string_view thing, const base::Node& node);
  void check_columns(const std::vector<std::string>& columns, std::string_view thing, const base::Node& node);
  void check_index(const Index& index, const base::Node& node);
  void check_included(const std::vector<std::string>& columns, std::string_view thing,
                      const base::Node& node);
  void check_elements(const ExcludeConstraint& exclude, const base::Node& node);
  void complain_of_column(const std::string& column, base::Mark mark, std::string_view thing);
  void check_name(const std::string& name, std::string_view thing, const base::Node& node,
                  std::set<std::string_view>& seen);
  void check_names();

  DecodedTable& decoded_;
  Table& table_;
  Context& context_;
  std::size_t max_name_bytes_;
};

template <class Part>
void TableFinisher::name(Part& part, const base::Node& node) {
  try {
    const std::string given = part.name;
    apply_convention(context_.naming(), table_.qualified_name(), part);
    if (part.name != given) part.name = shortened_name(std::move(part.name), max_name_bytes_);
  } catch (const Error& error) {
    context_.complain(node.mark(), error.message(), error.hint());
  }
}

template <class Part>
void TableFinisher::name_each(std::vector<Part>& parts, const std::vector<const base::Node*>& nodes) {
  for (std::size_t i = 0; i < parts.size(); ++i) name(parts[i], *nodes[i]);
}

void TableFinisher::name_all() {
  if (table_.primary_key) name(*table_.primary_key, *decoded_.primary_key);
  name_each(table_.uniques, decoded_.uniques);
  name_each(table_.foreign_keys, decoded_.foreign_keys);
  name_each(table_.checks, decoded_.checks);
  name_each(table_.excludes, decoded_.excludes);
  name_each(table_.indexes, decoded_.indexes);
}

bool TableFinisher::check_column(const std::string& column, std::size_t n, std::string_view thing,
                                 const base::Node& node) {
  if (decoded_.column_names.contains(column)) return true;
  complain_of_column(column, column_mark(node, n), thing);
  return false;
}

void TableFinisher::complain_of_column(const std::string& column, base::Mark mark, std::string_view thing) {
  context_.complain(
      mark, fmt::format("table '{}' has no column '{}' for {}{}", to_string(table_.qualified_name()), column,
                        thing, context_.did_you_mean_one_of(column, table_.columns)));
}

void TableFinisher::check_included(const std::vector<std::string>& columns, std::string_view thing,
                                   const base::Node& node) {
  const base::Node* include = node.find("include");
  const base::Mark mark = include == nullptr ? node.mark() : include->mark();
  for (const std::string& column : columns) {
    if (decoded_.column_names.contains(column)) continue;
    return complain_of_column(column, mark, thing);
  }
}

/// An element is a column's name, or an expression, which is the engine's to understand.
void TableFinisher::check_elements(const ExcludeConstraint& exclude, const base::Node& node) {
  constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_";
  constexpr std::string_view kNameBytes = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789";
  for (const ExcludeElement& each : exclude.elements) {
    const std::string& name = each.element;
    const bool is_name = !name.empty() && kLetters.find(name.front()) != std::string_view::npos &&
                         name.find_first_not_of(kNameBytes) == std::string::npos;
    const bool is_there =
        decoded_.column_names.contains(name) || decoded_.column_names.contains(base::to_lower(name));
    if (is_name && !is_there) return complain_of_column(name, node.mark(), "an exclusion constraint");
  }
}

void TableFinisher::check_columns(const std::vector<std::string>& columns, std::string_view thing,
                                  const base::Node& node) {
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (!check_column(columns[i], i, thing, node)) return;
  }
}

void TableFinisher::check_index(const Index& index, const base::Node& node) {
  for (std::size_t i = 0; i < index.columns.size(); ++i) {
    const std::string& column = index.columns[i].column;
    if (!column.empty() && !check_column(column, i, "an index", node)) return;
  }
  check_included(index.include, "an index to include", node);
}

void TableFinisher::check_name(const std::string& name, std::string_view thing, const base::Node& node,
                               std::set<std::string_view>& seen) {
  if (name.empty() || seen.insert(name).second) return;
  context_.complain(node.mark(), fmt::format("table '{}' has two {} named '{}'",
                                             to_string(table_.qualified_name()), thing, name));
}

void TableFinisher::check_names() {
  constexpr std::string_view kConstraints = "constraints";
  std::set<std::string_view> constraints;
  const auto check = [&](const auto& values, const std::vector<const base::Node*>& nodes) {
    for (std::size_t i = 0; i < values.size(); ++i)
      check_name(values[i].name, kConstraints, *nodes[i], constraints);
  };
  if (table_.primary_key) constraints.insert(table_.primary_key->name);
  check(table_.uniques, decoded_.uniques);
  check(table_.foreign_keys, decoded_.foreign_keys);
  check(table_.checks, decoded_.checks);
  check(table_.excludes, decoded_.excludes);
  std::set<std::string_view> indexes;
  for (std::size_t i = 0; i < table_.indexes.size(); ++i) {
    check_name(table_.indexes[i].name, "indexes", *decoded_.indexes[i], indexes);
  }
}

void TableFinisher::check_all() {
  if (table_.columns.empty()) return;  // some engines take them from elsewhere, or need none
  if (table_.primary_key)
    check_columns(table_.primary_key->columns, "its primary key", *decoded_.primary_key);
  for (std::size_t i = 0; i < table_.uniques.size(); ++i) {
    check_columns(table_.uniques[i].columns, "a unique constraint", *decoded_.uniques[i]);
    check_included(table_.uniques[i].include, "a unique constraint to include", *decoded_.uniques[i]);
  }
  for (std::size_t i = 0; i < table_.foreign_keys.size(); ++i) {
    check_columns(table_.foreign_keys[i].columns, "a foreign key", *decoded_.foreign_keys[i]);
  }
  for (std::size_t i = 0; i < table_.indexes.size(); ++i)
    check_index(table_.indexes[i], *decoded_.indexes[i]);
  for (std::size_t i = 0; i < table_.excludes.size(); ++i) {
    check_elements(table_.excludes[i], *decoded_.excludes[i]);
  }
  check_names();
}

}  // namespace

void finish_table(DecodedTable& decoded, Context& context, std::size_t max_name_bytes) {
  TableFinisher finisher(decoded, context, max_name_bytes);
  finisher.name_all();
  finisher.check_all();
}

}  // namespace dbtool::schema
