#pragma once

#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "dbtool/operation.h"
#include "schema/field_codec.h"

/// Tables and columns as they are written: with the short keys that stand for constraints, and each part with
/// the node it was read from. table_codec.h makes them into values of the public API and back.
namespace dbtool::schema {

struct ColumnKeys;

/// `references: user.id`, or a mapping with the other properties of the foreign key.
struct ColumnReference {
  Reference target;
  std::string name;
  std::string match;
  std::optional<bool> deferrable;
  Initially initially = Initially::kUnset;
  bool not_valid = false;
  DialectOptions options;

  bool operator==(const ColumnReference&) const = default;
  static constexpr auto fields() {
    return std::tuple(
        embedded(&ColumnReference::target), optional("name", &ColumnReference::name),
        optional("match", &ColumnReference::match), optional("deferrable", &ColumnReference::deferrable),
        optional("initially", &ColumnReference::initially),
        optional("not_valid", &ColumnReference::not_valid), optional("options", &ColumnReference::options));
  }
};

/// A type alone.
bool decode_short(const base::Node& node, ColumnKeys& value, Context& context);
bool decode_short(const base::Node& node, ColumnReference& value, Context& context);
[[nodiscard]] std::optional<base::Node> encode_short(const ColumnReference& value);
[[nodiscard]] std::optional<base::Node> encode_short(const ColumnKeys& value);

struct ColumnKeys {
  Column column;
  bool primary_key = false;
  bool unique = false;
  bool index = false;
  std::optional<Located<ColumnReference>> references;
  std::optional<ReferentialAction> on_delete;
  std::optional<ReferentialAction> on_update;
  std::optional<Located<std::string>> renamed_from;

  bool operator==(const ColumnKeys&) const = default;
  static constexpr auto fields() {
    return std::tuple(
        embedded(&ColumnKeys::column), optional("primary_key", &ColumnKeys::primary_key),
        optional("unique", &ColumnKeys::unique), optional("index", &ColumnKeys::index),
        optional("references", &ColumnKeys::references), optional("on_delete", &ColumnKeys::on_delete),
        optional("on_update", &ColumnKeys::on_update), optional("renamed_from", &ColumnKeys::renamed_from));
  }
};

/// `column: {name, …}` of add_column.
struct NamedColumnKeys {
  std::string name;
  ColumnKeys keys;

  static constexpr auto fields() {
    return std::tuple(required("name", &NamedColumnKeys::name), embedded(&NamedColumnKeys::keys));
  }
};

void validate(const ColumnKeys& value, const base::Node& node, Context& context);
void validate(const NamedColumnKeys& value, const base::Node& node, Context& context);

struct ColumnEntry {
  std::string name;
  Located<ColumnKeys> keys;

  bool operator==(const ColumnEntry&) const = default;
};

/// The mapping NAME -> type or keys.
struct ColumnList {
  std::vector<ColumnEntry> entries;

  bool operator==(const ColumnList&) const = default;
};

void decode_value(const base::Node& node, ColumnList& value, Context& context);
[[nodiscard]] base::Node encode_value(const ColumnList& value);

/// All of a table but its name, which stands elsewhere in the models.
struct TableKeys {
  std::string schema;
  std::string comment;
  ColumnList columns;
  std::optional<Located<PrimaryKey>> primary_key;
  std::vector<Located<UniqueConstraint>> uniques;
  std::vector<Located<ForeignKey>> foreign_keys;
  std::vector<Located<CheckConstraint>> checks;
  std::vector<Located<ExcludeConstraint>> excludes;
  std::vector<Located<Index>> indexes;
  DialectOptions options;

  static constexpr auto fields() {
    return std::tuple(
        optional("schema", &TableKeys::schema), optional("comment", &TableKeys::comment),
        required("columns", &TableKeys::columns), optional("primary_key", &TableKeys::primary_key),
        optional("unique", &TableKeys::uniques), optional("foreign_keys", &TableKeys::foreign_keys),
        optional("checks", &TableKeys::checks), optional("excludes", &TableKeys::excludes),
        optional("indexes", &TableKeys::indexes), optional("options", &TableKeys::options));
  }
};

template <>
inline constexpr std::string_view kThing<ColumnKeys> = "a column";
template <>
inline constexpr std::string_view kThing<NamedColumnKeys> = "a column";
template <>
inline constexpr std::string_view kThing<ColumnReference> = "a reference";
template <>
inline constexpr std::string_view kThing<TableKeys> = "a table";

}  // namespace dbtool::schema
