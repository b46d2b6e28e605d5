#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "dbtool/data_type.h"
#include "dbtool/fields.h"
#include "dbtool/source_text.h"

namespace dbtool {

/// A name with its schema; an empty schema is the connection's default one.
struct QualifiedName {
  std::string schema;
  std::string name;

  auto operator<=>(const QualifiedName&) const = default;
};

/// `name` or `schema.name`.
[[nodiscard]] std::string to_string(const QualifiedName& name);

/// Options that only one dialect understands: dialect -> option -> value.
using DialectOptions = std::map<std::string, std::map<std::string, std::string>>;

/// A column's DEFAULT, kept by the server.
struct ServerDefault {
  enum class Kind { kLiteral, kExpression };
  Kind kind = Kind::kLiteral;
  DialectText text;  ///< a literal unquoted, as a person writes it; or SQL

  bool operator==(const ServerDefault&) const = default;
};

/// GENERATED ALWAYS AS (sql).
struct Computed {
  DialectText sql;
  /// False: computed when it is read. Unset: what DialectTraits::stores_computed says.
  std::optional<bool> stored;

  bool operator==(const Computed&) const = default;
  static constexpr auto fields() {
    return std::tuple(required("sql", &Computed::sql), optional("stored", &Computed::stored));
  }
};

/// GENERATED {ALWAYS | BY DEFAULT} AS IDENTITY.
struct Identity {
  bool always = false;
  std::optional<std::int64_t> start;
  std::optional<std::int64_t> increment;
  std::optional<std::int64_t> min_value;
  std::optional<std::int64_t> max_value;
  std::optional<std::int64_t> cache;
  bool cycle = false;

  bool operator==(const Identity&) const = default;
  static constexpr auto fields() {
    return std::tuple(optional("always", &Identity::always), optional("start", &Identity::start),
                      optional("increment", &Identity::increment),
                      optional("min_value", &Identity::min_value),
                      optional("max_value", &Identity::max_value), optional("cache", &Identity::cache),
                      optional("cycle", &Identity::cycle));
  }
};

/// A column of a table, without the constraints that it takes part in: those are the table's.
struct Column {
  std::string name;
  DataType type;
  bool nullable = false;
  std::optional<ServerDefault> server_default;
  std::optional<Computed> computed;   ///< the server computes the value: there is no default then
  std::optional<Identity> identity;   ///< where the engine has it; nothing elsewhere
  std::optional<bool> autoincrement;  ///< unset: a lone integer primary key counts itself up
  std::string collation;              ///< the engine's name for it; empty: its default
  std::string comment;                ///< kept where the engine can
  DialectOptions options;

  bool operator==(const Column&) const = default;
  /// All but the name, which is the column's key in a table.
  static constexpr auto fields() {
    return std::tuple(required("type", &Column::type), optional("nullable", &Column::nullable),
                      optional("default", &Column::server_default), optional("computed", &Column::computed),
                      optional("identity", &Column::identity),
                      optional("autoincrement", &Column::autoincrement),
                      optional("collation", &Column::collation), optional("comment", &Column::comment),
                      optional("options", &Column::options));
  }
};

// Unset: what the engine does by itself, which is ascending everywhere.
enum class SortOrder { kUnset, kAscending, kDescending };
enum class NullsOrder { kUnset, kFirst, kLast };

/// A part of a key or an index: a column or an expression, never both.
struct IndexElement {
  std::string column;
  DialectText expression;
  SortOrder order = SortOrder::kUnset;
  NullsOrder nulls = NullsOrder::kUnset;
  std::string opclass;        ///< the operator class; empty: the type's default
  std::string collation;      ///< empty: the column's
  std::optional<int> length;  ///< a prefix of so many characters

  bool operator==(const IndexElement&) const = default;
  static constexpr auto fields() {
    return std::tuple(
        optional("column", &IndexElement::column), optional("expression", &IndexElement::expression),
        optional("order", &IndexElement::order), optional("nulls", &IndexElement::nulls),
        optional("opclass", &IndexElement::opclass), optional("collation", &IndexElement::collation),
        optional("length", &IndexElement::length));
  }
};

/// In every constraint and index an empty name is none: the engine makes one up, or has none either.
struct PrimaryKey {
  std::string name;
  std::vector<std::string> columns;
  /// How each column is compared and ordered, where one is not as by itself (COLLATE, DESC); else empty.
  std::vector<IndexElement> parts;
  DialectOptions options;

  bool operator==(const PrimaryKey&) const = default;
  static constexpr auto fields() {
    return std::tuple(optional("name", &PrimaryKey::name), required("columns", &PrimaryKey::columns),
                      optional("parts", &PrimaryKey::parts), optional("options", &PrimaryKey::options));
  }
};

/// When a deferrable constraint is checked unless the session says otherwise.
enum class Initially { kUnset, kImmediate, kDeferred };

/// UNIQUE (columns). What an engine does not have of it, it refuses.
struct UniqueConstraint {
  std::string name;
  std::vector<std::string> columns;
  std::vector<IndexElement> parts;  ///< as the primary key's
  std::optional<bool> deferrable;   ///< unset: what the engine does by itself
  Initially initially = Initially::kUnset;
  bool nulls_not_distinct = false;   ///< two NULLs are the same
  std::vector<std::string> include;  ///< columns that its index carries along
  DialectOptions options;

  bool operator==(const UniqueConstraint&) const = default;
  static constexpr auto fields() {
    return std::tuple(
        optional("name", &UniqueConstraint::name), required("columns", &UniqueConstraint::columns),
        optional("parts", &UniqueConstraint::parts), optional("deferrable", &UniqueConstraint::deferrable),
        optional("initially", &UniqueConstraint::initially),
        optional("nulls_not_distinct", &UniqueConstraint::nulls_not_distinct),
        optional("include", &UniqueConstraint::include), optional("options", &UniqueConstraint::options));
  }
};

/// What happens to the rows that reference one which is deleted, or whose key changes.
enum class ReferentialAction { kNoAction, kRestrict, kCascade, kSetNull, kSetDefault };

/// What a foreign key points at. Without columns: the table's primary key.
struct Reference {
  std::string table;
  std::string schema;
  std::vector<std::string> columns;

  bool operator==(const Reference&) const = default;
  static constexpr auto fields() {
    return std::tuple(required("table", &Reference::table), optional("schema", &Reference::schema),
                      optional("columns", &Reference::columns));
  }
};

/// FOREIGN KEY (columns) REFERENCES table (columns), pair by pair.
struct ForeignKey {
  std::string name;
  std::vector<std::string> columns;
  Reference references;
  ReferentialAction on_delete = ReferentialAction::kNoAction;
  ReferentialAction on_update = ReferentialAction::kNoAction;
  std::string match;               ///< `FULL`, `PARTIAL`, `SIMPLE`; empty: not said
  std::optional<bool> deferrable;  ///< unset: what the engine does by itself
  Initially initially = Initially::kUnset;
  bool not_valid = false;  ///< added without looking at the rows that are there
  DialectOptions options;

  bool operator==(const ForeignKey&) const = default;
  static constexpr auto fields() {
    return std::tuple(
        optional("name", &ForeignKey::name), required("columns", &ForeignKey::columns),
        required("references", &ForeignKey::references), optional("on_delete", &ForeignKey::on_delete),
        optional("on_update", &ForeignKey::on_update), optional("match", &ForeignKey::match),
        optional("deferrable", &ForeignKey::deferrable), optional("initially", &ForeignKey::initially),
        optional("not_valid", &ForeignKey::not_valid), optional("options", &ForeignKey::options));
  }
};

/// CHECK (sql). Without a text for a dialect there is none for it.
struct CheckConstraint {
  std::string name;
  DialectText sql;
  bool not_valid = false;  ///< as a foreign key's
  DialectOptions options;

  bool operator==(const CheckConstraint&) const = default;
  static constexpr auto fields() {
    return std::tuple(optional("name", &CheckConstraint::name), required("sql", &CheckConstraint::sql),
                      optional("not_valid", &CheckConstraint::not_valid),
                      optional("options", &CheckConstraint::options));
  }
};

/// `element WITH operator` of an exclusion constraint.
struct ExcludeElement {
  std::string element;  ///< a column's name or an expression
  std::string with;     ///< the operator

  bool operator==(const ExcludeElement&) const = default;
  static constexpr auto fields() {
    return std::tuple(required("element", &ExcludeElement::element), required("with", &ExcludeElement::with));
  }
};

/// EXCLUDE USING method (element WITH operator, …) WHERE (where): no two rows for which all operators hold.
struct ExcludeConstraint {
  std::string name;
  std::vector<ExcludeElement> elements;
  std::string using_method;  ///< the index method; empty: the engine's default
  std::string where;         ///< SQL; empty: all rows
  std::optional<bool> deferrable;
  Initially initially = Initially::kUnset;

  bool operator==(const ExcludeConstraint&) const = default;
  static constexpr auto fields() {
    return std::tuple(
        optional("name", &ExcludeConstraint::name), required("elements", &ExcludeConstraint::elements),
        optional("using", &ExcludeConstraint::using_method), optional("where", &ExcludeConstraint::where),
        optional("deferrable", &ExcludeConstraint::deferrable),
        optional("initially", &ExcludeConstraint::initially));
  }
};

/// An index that no constraint brings along.
struct Index {
  std::string name;
  std::vector<IndexElement> columns;
  bool unique = false;
  DialectText where;                        ///< SQL: only these rows; empty: all
  std::string using_method;                 ///< `gin`, `hash`, …; empty: the engine's default
  std::vector<std::string> include;         ///< columns that it carries along
  std::map<std::string, std::string> with;  ///< storage parameters
  std::string tablespace;
  bool nulls_not_distinct = false;  ///< of a unique one: two NULLs are the same

  bool operator==(const Index&) const = default;
  static constexpr auto fields() {
    return std::tuple(optional("name", &Index::name), required("columns", &Index::columns),
                      optional("unique", &Index::unique), optional("where", &Index::where),
                      optional("using", &Index::using_method), optional("include", &Index::include),
                      optional("with", &Index::with), optional("tablespace", &Index::tablespace),
                      optional("nulls_not_distinct", &Index::nulls_not_distinct));
  }
};

/// A table with all that is a part of it. Triggers stand beside it, in the schema.
struct Table {
  std::string name;
  std::string schema;           ///< empty: the connection's default one
  std::string comment;          ///< kept where the engine can
  std::vector<Column> columns;  ///< in the order of the table; the lists below are in that of declaration
  std::optional<PrimaryKey> primary_key;
  std::vector<UniqueConstraint> uniques;
  std::vector<ForeignKey> foreign_keys;
  std::vector<CheckConstraint> checks;
  std::vector<ExcludeConstraint> excludes;
  std::vector<Index> indexes;
  DialectOptions options;

  [[nodiscard]] QualifiedName qualified_name() const { return {schema, name}; }
  /// Null if the table has no such column. Valid until the table changes.
  [[nodiscard]] const Column* find_column(std::string_view column) const;
  [[nodiscard]] Column* find_column(std::string_view column);
  [[nodiscard]] const Index* find_index(std::string_view index) const;

  bool operator==(const Table&) const = default;
};

struct View {
  std::string name;
  std::string schema;
  DialectText as;                                      ///< the query
  bool materialized = false;                           ///< where the engine has such
  std::vector<Index> indexes;                          ///< of a materialized one
  std::string comment;                                 ///< kept where the engine can
  std::map<std::string, std::string> column_comments;  ///< the same of its columns, by their names
  DialectOptions options;

  bool operator==(const View&) const = default;
  static constexpr auto fields() {
    return std::tuple(required("name", &View::name), optional("schema", &View::schema),
                      required("as", &View::as), optional("materialized", &View::materialized),
                      optional("indexes", &View::indexes), optional("comment", &View::comment),
                      optional("column_comments", &View::column_comments),
                      optional("options", &View::options));
  }
};

/// A named type of enumerated values, where the engine has such.
struct EnumType {
  std::string name;
  std::string schema;
  std::vector<std::string> values;

  bool operator==(const EnumType&) const = default;
  static constexpr auto fields() {
    return std::tuple(required("name", &EnumType::name), optional("schema", &EnumType::schema),
                      required("values", &EnumType::values));
  }
};

/// A type that only its own statement tells the whole of, where the engine has such: a domain, a composite.
/// `sql` is the whole CREATE TYPE or CREATE DOMAIN statement. Columns name it as a native type.
struct NamedType {
  std::string name;
  std::string schema;
  DialectText sql;

  bool operator==(const NamedType&) const = default;
  static constexpr auto fields() {
    return std::tuple(required("name", &NamedType::name), optional("schema", &NamedType::schema),
                      required("sql", &NamedType::sql));
  }
};

/// CREATE SEQUENCE. What is unset is the engine's choice. One that a column counts itself up by is a part of
/// that column and not told of.
struct Sequence {
  std::string name;
  std::string schema;
  std::string type;  ///< of its values, the engine's name for it
  std::optional<std::int64_t> start;
  std::optional<std::int64_t> increment;
  std::optional<std::int64_t> min_value;
  std::optional<std::int64_t> max_value;
  std::optional<std::int64_t> cache;
  bool cycle = false;

  bool operator==(const Sequence&) const = default;
  static constexpr auto fields() {
    return std::tuple(required("name", &Sequence::name), optional("schema", &Sequence::schema),
                      optional("type", &Sequence::type), optional("start", &Sequence::start),
                      optional("increment", &Sequence::increment),
                      optional("min_value", &Sequence::min_value),
                      optional("max_value", &Sequence::max_value), optional("cache", &Sequence::cache),
                      optional("cycle", &Sequence::cycle));
  }
};

/// `sql` is the whole CREATE TRIGGER statement.
struct Trigger {
  std::string name;
  std::string table;
  std::string schema;
  DialectText sql;

  bool operator==(const Trigger&) const = default;
  static constexpr auto fields() {
    return std::tuple(required("name", &Trigger::name), required("table", &Trigger::table),
                      optional("schema", &Trigger::schema), required("sql", &Trigger::sql));
  }
};

/// `sql` is the whole CREATE FUNCTION statement.
struct Function {
  std::string name;
  std::string schema;
  DialectText sql;

  bool operator==(const Function&) const = default;
  static constexpr auto fields() {
    return std::tuple(required("name", &Function::name), optional("schema", &Function::schema),
                      required("sql", &Function::sql));
  }
};

/// A table that a schema cannot tell the whole of: it is virtual, or its definition holds what is not known.
struct UnreadableTable {
  QualifiedName name;
  std::string reason;  ///< completes "the table …": `is virtual`

  bool operator==(const UnreadableTable&) const = default;
};

/// What a database has, or should have. The order of tables carries no meaning but is kept.
struct Schema {
  std::vector<Table> tables;
  std::vector<View> views;
  std::vector<EnumType> enums;
  std::vector<NamedType> types;  ///< each after those that it is made of
  std::vector<Sequence> sequences;
  std::vector<Trigger> triggers;
  std::vector<Function> functions;
  /// Nobody may make these anew from what is known of them. They may be among `tables` all the same.
  std::vector<UnreadableTable> unreadable;

  /// Null if there is none. Linear. Valid until the schema changes.
  [[nodiscard]] const Table* find_table(const QualifiedName& name) const;
  [[nodiscard]] Table* find_table(const QualifiedName& name);

  bool operator==(const Schema&) const = default;
};

}  // namespace dbtool
