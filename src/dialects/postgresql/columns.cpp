#include "dialects/postgresql/columns.h"

#include <map>
#include <span>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "dialects/postgresql/constraint_names.h"
#include "dialects/postgresql/options.h"
#include "dialects/postgresql/partition_columns.h"
#include "dialects/postgresql/types.h"
#include "dialects/postgresql/written_sql.h"

namespace dbtool::dialects::postgresql {

namespace {

// Columns are many, their types few: format_type() takes its time, and reading what it says too.
constexpr std::string_view kTypes = R"(
SELECT u.atttypid, u.atttypmod, format_type(u.atttypid, u.atttypmod),
       CASE WHEN t.typlen = -1 AND t.typelem <> 0 THEN t.typelem ELSE t.oid END, t.typcollation
FROM (SELECT DISTINCT a.atttypid, a.atttypmod
      FROM unnest($1::oid[]) AS r (oid)
      JOIN pg_attribute AS a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped) AS u
JOIN pg_type AS t ON t.oid = u.atttypid)";

/// The columns of kTypes.
enum TypeField : std::size_t {
  kTypeOid,
  kTypeModifier,
  kTypeName,
  kElementType,  ///< of an array; else the type itself
  kTypeCollation,
};

constexpr std::string_view kColumns = R"(
SELECT a.attrelid, a.attnum, a.attname, a.atttypid, a.atttypmod, NOT a.attnotnull,
       pg_get_expr(v.adbin, v.adrelid), a.attidentity, a.attgenerated, a.attcollation, l.collname, d.description,
       CASE WHEN a.attstorage <> t.typstorage THEN a.attstorage END, {0}, {1}, {2}
FROM unnest($1::oid[]) AS r (oid)
JOIN pg_attribute AS a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_type AS t ON t.oid = a.atttypid
LEFT JOIN pg_collation AS l ON l.oid = a.attcollation
LEFT JOIN pg_attrdef AS v ON v.adrelid = a.attrelid AND v.adnum = a.attnum
LEFT JOIN pg_description AS d
  ON d.objoid = a.attrelid AND d.classoid = 'pg_class'::regclass AND d.objsubid = a.attnum{3}
ORDER BY a.attrelid, a.attnum)";

// Before version 18 a NOT NULL has no name.
constexpr std::string_view kNotNulls = R"(
LEFT JOIN pg_constraint AS k
  ON k.conrelid = a.attrelid AND k.contype = 'n' AND k.conkey[1] = a.attnum AND k.coninhcount = 0)";

/// The columns of kColumns.
enum Field : std::size_t {
  kRelation,
  kNumber,
  kName,
  kType,
  kModifier,
  kNullable,
  kDefault,
  kIdentity,
  kGenerated,
  kCollationOid,
  kCollation,
  kComment,
  kStorageLetter,      ///< NULL: its type's
  kCompressionLetter,  ///< `p`, `l`; nothing: the server's
  kNotNullConstraint,
  kNotNullIsValid,
};

struct ColumnType {
  DataType type;
  ObjectId collation = 0;  ///< that a column has by itself
};

/// By the type's oid and its modifier.
using ColumnTypes = std::map<std::pair<ObjectId, std::int64_t>, ColumnType>;

DataType to_type(const std::string& name, ObjectId element, const Enums& enums) {
  const auto found = enums.find(element);
  if (found == enums.end()) return parse_type(name);
  const EnumType& values = found->second;
  return {.kind = TypeKind::kEnum,
          .dimensions = name.ends_with("[]") ? 1 : 0,
          .name = to_string(QualifiedName{values.schema, values.name}),
          .values = values.values};
}

ColumnTypes read_column_types(CatalogSession& session, const Enums& enums, std::span<const Value> oids) {
  ColumnTypes types;
  for (const Row& row : session.connection().query(kTypes, oids)) {
    types.emplace(std::pair(number(row, kTypeOid), number(row, kTypeModifier)),
                  ColumnType{.type = to_type(text(row, kTypeName), number(row, kElementType), enums),
                             .collation = number(row, kTypeCollation)});
  }
  return types;
}

std::string_view storage(char letter) {
  switch (letter) {
    case 'p':
      return "plain";
    case 'e':
      return "external";
    case 'm':
      return "main";
    case 'x':
      return "extended";
    default:
      return {};
  }
}

std::string_view compression(char letter) {
  if (letter == 'p') return "pglz";
  return letter == 'l' ? "lz4" : "";
}

void set_options(const Row& row, const std::string& table, Column& column) {
  const auto set = [&](std::string_view name, std::string_view value) {
    if (!value.empty()) set_option(column.options, name, std::string(value));
  };
  set(kStorage, storage(letter(row, kStorageLetter)));
  set(kCompression, compression(letter(row, kCompressionLetter)));
  if (is_null(row, kNotNullConstraint)) return;
  const std::string name = text(row, kNotNullConstraint);
  if (name != object_name(table, column.name, "not_null")) set(kNotNullName, name);
  if (!flag(row, kNotNullIsValid)) set(kNotNullNotValid, "true");
}

Column to_column(const Row& row, const ColumnType& type) {
  Column column{.name = text(row, kName),
                .type = type.type,
                .nullable = flag(row, kNullable),
                .comment = text(row, kComment)};
  if (number(row, kCollationOid) != type.collation) column.collation = text(row, kCollation);
  const char generated = letter(row, kGenerated);
  if (generated == 's' || generated == 'v') {
    column.computed =
        Computed{.sql = DialectText(without_parentheses(text(row, kDefault))), .stored = generated == 's'};
  } else if (!is_null(row, kDefault)) {
    column.server_default = parse_default(text(row, kDefault), column.type);
  }
  const char identity = letter(row, kIdentity);
  if (identity == 'a' || identity == 'd') column.identity = Identity{.always = identity == 'a'};
  return column;
}

// An owned sequence hangs on its column: 'i' for an identity, 'a' for a serial or OWNED BY.
constexpr std::string_view kSequences = R"(
SELECT c.oid::regclass::text, CASE WHEN n.nspname IS DISTINCT FROM current_schema() THEN n.nspname END, c.relname,
       format_type(s.seqtypid, NULL), s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache, s.seqcycle,
       o.refobjid, o.refobjsubid, o.deptype
FROM pg_sequence AS s
JOIN pg_class AS c ON c.oid = s.seqrelid
JOIN pg_namespace AS n ON n.oid = c.relnamespace
LEFT JOIN pg_depend AS o ON o.classid = 'pg_class'::regclass AND o.objid = c.oid AND o.objsubid = 0
                        AND o.refclassid = 'pg_class'::regclass AND o.deptype IN ('a', 'i')
WHERE n.nspname !~ '^pg_' AND ($1::text[] IS NULL OR n.nspname = ANY ($1::text[]) OR o.refobjid IS NOT NULL)
  AND NOT EXISTS (SELECT FROM pg_depend AS e
                  WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e')
  AND ($2::oid[] IS NULL OR o.refobjid = ANY ($2::oid[]))
ORDER BY n.nspname IS DISTINCT FROM current_schema(), n.nspname, c.relname)";

/// The columns of kSequences.
enum SequenceField : std::size_t {
  kSqlName,
  kSequenceSchema,
  kSequenceName,
  kSequenceType,
  kStart,
  kIncrement,
  kMinValue,
  kMaxValue,
  kCache,
  kCycle,
  kOwner,
  kOwnerColumn,
  kOwnership,
};

/// What a sequence is by itself, if nothing is said but its type and its increment.
struct SequenceDefaults {
  SequenceDefaults(std::string_view type, std::int64_t increment)
      : min_value(increment > 0 ? 1 : lowest(type)),
        max_value(increment > 0 ? highest(type) : -1),
        start(increment > 0 ? min_value : max_value) {}

  static std::int64_t highest(std::string_view type) {
    if (type == "smallint") return 32'767;
    return type == "integer" ? 2'147'483'647 : 9'223'372'036'854'775'807;
  }
  static std::int64_t lowest(std::string_view type) { return -highest(type) - 1; }

  std::int64_t min_value;
  std::int64_t max_value;
  std::int64_t start;
};

/// Only what is not so by itself: an Identity or a Sequence.
template <class Counter>
void set_counting(const Row& row, Counter& counter) {
  const std::int64_t increment = number(row, kIncrement);
  const SequenceDefaults defaults(text(row, kSequenceType), increment);
  const auto unless = [](std::int64_t value, std::int64_t usual) {
    return value == usual ? std::nullopt : std::optional(value);
  };
  counter.increment = unless(increment, 1);
  counter.min_value = unless(number(row, kMinValue), defaults.min_value);
  counter.max_value = unless(number(row, kMaxValue), defaults.max_value);
  const std::int64_t start = increment > 0 ? number(row, kMinValue) : number(row, kMaxValue);
  counter.start = unless(number(row, kStart), start);
  counter.cache = unless(number(row, kCache), 1);
  counter.cycle = flag(row, kCycle);
}

bool is_integer(const DataType& type) {
  const bool is_kind = type.kind == TypeKind::kSmallInteger || type.kind == TypeKind::kInteger ||
                       type.kind == TypeKind::kBigInteger;
  return is_kind && type.dimensions == 0;
}

/// Takes the sequence into its column. False if it only is owned by it.
bool give_to_column(const Row& row, Column& column) {
  if (letter(row, kOwnership) == 'i') {
    if (column.identity) set_counting(row, *column.identity);
    return true;
  }
  const std::string next = "nextval('" + doubled_quotes(text(row, kSqlName)) + "'::regclass)";
  if (!is_integer(column.type) || !column.server_default ||
      column.server_default->text.general.text != next) {
    return false;
  }
  column.server_default.reset();
  column.autoincrement = true;
  return true;
}

/// True if the sequence is a part of a column, whether that is read or not.
bool is_of_a_column(const Row& row, Relations& relations) {
  if (is_null(row, kOwner)) return false;
  Relation* owner = relations.find(number(row, kOwner));
  if (owner == nullptr) return true;
  Column* column = owner->table.find_column(owner->column(number(row, kOwnerColumn)));
  return column != nullptr && give_to_column(row, *column);
}

}  // namespace

void read_columns(CatalogSession& session, const Enums& enums, Relations& relations) {
  const Value oids[] = {relations.oids()};
  const ColumnTypes types = read_column_types(session, enums, oids);
  Relation* relation = nullptr;
  const bool names_not_null = session.version() >= 18;
  const std::string sql = fmt::format(
      kColumns, session.version() >= 14 ? "a.attcompression" : "NULL", names_not_null ? "k.conname" : "NULL",
      names_not_null ? "k.convalidated" : "true", names_not_null ? kNotNulls : "");
  for (const Row& row : session.connection().query(sql, oids)) {
    const ObjectId oid = number(row, kRelation);
    if (relation == nullptr || relation->oid != oid) relation = relations.find(oid);
    relation->columns.resize(static_cast<std::size_t>(number(row, kNumber) - 1));
    relation->collations.resize(relation->columns.size());
    relation->columns.push_back(text(row, kName));
    relation->collations.push_back(number(row, kCollationOid));
    if (relation->is_table() && !relation->is_partition) {
      Column column = to_column(row, types.at({number(row, kType), number(row, kModifier)}));
      set_options(row, relation->name.name, column);
      relation->table.columns.push_back(std::move(column));
    }
  }
  read_partition_columns(session, relations);
}

std::vector<Sequence> read_sequences(CatalogSession& session, const InspectFilter& filter,
                                     const Value& schemas, Relations& relations) {
  const Value parameters[] = {schemas, filter.around ? relations.oids() : Value()};
  std::vector<Sequence> sequences;
  for (const Row& row : session.connection().query(kSequences, parameters)) {
    if (is_of_a_column(row, relations)) continue;
    Sequence sequence{.name = text(row, kSequenceName), .schema = text(row, kSequenceSchema)};
    if (const std::string type = text(row, kSequenceType); type != "bigint") sequence.type = type;
    set_counting(row, sequence);
    sequences.push_back(std::move(sequence));
  }
  return sequences;
}

}  // namespace dbtool::dialects::postgresql
