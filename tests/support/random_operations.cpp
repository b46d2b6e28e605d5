#include "support/random_operations.h"

#include <algorithm>
#include <array>
#include <utility>

#include "schema/field_codec.h"

namespace dbtool::testing {
namespace {

/// Fills in a value at random, by what its fields say.
class Filler {
 public:
  explicit Filler(RandomOperations& random) : random_(random) {}

  void fill(std::string& value) { value = random_.name(); }
  void fill(bool& value) { value = random_.one_in(2); }
  void fill(int& value) { value = static_cast<int>(random_.below(100)) + 1; }
  void fill(std::int64_t& value) { value = static_cast<std::int64_t>(random_.below(1'000'000)) - 1000; }
  void fill(SourceText& value) { value = random_.text(); }
  void fill(DialectText& value) {
    value.general = random_.text();
    if (random_.one_in(3)) value.by_dialect["mysql"] = random_.text();
  }
  void fill(DataType& value) { value = random_.type(); }
  void fill(Table& value) { value = random_.table(); }
  void fill(DialectOptions& value) { value["mysql"][random_.name()] = random_.one_in(2) ? "true" : "InnoDB"; }
  void fill(std::map<std::string, std::string>& value) { value[random_.name()] = "70"; }
  void fill(ServerDefault& value) {
    value.kind = random_.one_in(2) ? ServerDefault::Kind::kLiteral : ServerDefault::Kind::kExpression;
    fill(value.text);
  }
  void fill(IndexElement& value) {
    fill_fields(value);
    if (random_.one_in(3)) {
      value.column.clear();
      fill(value.expression);
    } else {
      fill(value.column);
      value.expression = {};
    }
  }
  void fill(ForeignKey& value) {
    fill_fields(value);
    value.references.columns = value.columns;
  }
  void fill(PrimaryKey& value) { fill_key(value); }
  void fill(UniqueConstraint& value) { fill_key(value); }
  void fill(ops::ColumnDefinition& value) {
    value.column = random_.column();
    value.primary_key = random_.one_in(5);
    value.unique = random_.one_in(3);
    value.index = random_.one_in(3);
    if (!random_.one_in(2)) return;
    fill(value.references.emplace());
    value.references->columns = {value.column.name};
    value.references->references.columns.resize(1);
  }
  void fill(ops::CreateTable& value) { value = {random_.table(), random_.one_in(4)}; }
  void fill(ops::CreateIndex& value) {
    fill_fields(value);
    fill(value.index.name);
  }
  template <class Constraint>
  void fill(ops::CreateConstraint<Constraint>& value) {
    fill(value.table);
    if (random_.one_in(3)) fill(value.schema);
    fill(value.constraint);
  }
  void fill(ops::AlterColumn& value) {
    fill_fields(value);
    fill(value.type.emplace());
  }
  void fill(ops::DropConstraint& value) {
    fill_fields(value);
    fill(value.name);
  }
  void fill(ops::AddEnumValue& value) {
    fill_fields(value);
    value.after.clear();
  }
  void fill(ops::Execute& value) { fill(value.sql); }
  void fill(ops::BulkInsert& value);
  void fill(ops::BatchAlterTable& value);

  template <schema::NamedEnum E>
  void fill(E& value) {
    value = schema::kEnumNames<E>[random_.below(schema::kEnumNames<E>.size())].value;
  }
  template <class T>
  void fill(std::optional<T>& value) {
    fill(value.emplace());
  }
  template <class T>
  void fill(std::optional<std::optional<T>>& value) {
    value.emplace();
    if (random_.one_in(2)) fill(*value);
  }
  template <class T>
  void fill(std::vector<T>& values) {
    for (std::size_t n = random_.below(3) + 1; n > 0; --n) fill(values.emplace_back());
  }
  template <schema::HasFields T>
  void fill(T& value) {
    fill_fields(value);
  }

  /// For for_each_field.
  template <class T>
  void operator()(std::string_view, T& member, Presence presence) {
    if (presence == Presence::kRequired || random_.one_in(3)) fill(member);
  }

 private:
  /// The parts of a key are its columns.
  template <class Key>
  void fill_key(Key& key) {
    fill_fields(key);
    if (key.parts.empty()) return;
    key.parts.clear();
    for (const std::string& column : key.columns) {
      key.parts.push_back({.column = column, .order = SortOrder::kDescending});
    }
  }

  template <class T>
  void fill_fields(T& value) {
    schema::detail::for_each_field(value, *this);
  }

  RandomOperations& random_;
};

void Filler::fill(ops::BulkInsert& value) {
  fill(value.table);
  if (random_.one_in(4)) return fill(value.file);
  fill(value.columns);
  const std::array<ops::Literal, 5> literals{{{},
                                              {ops::Literal::Kind::kBoolean, "true"},
                                              {ops::Literal::Kind::kNumber, "-12"},
                                              {ops::Literal::Kind::kNumber, "1.50"},
                                              {ops::Literal::Kind::kString, random_.text()}}};
  for (std::size_t n = random_.below(3); n > 0; --n) {
    ops::RowValues& row = value.rows.emplace_back();
    for (std::size_t i = 0; i < value.columns.size(); ++i)
      row.push_back(literals[random_.below(literals.size())]);
  }
}

void Filler::fill(ops::BatchAlterTable& value) {
  fill(value.table);
  if (random_.one_in(3)) fill(value.schema);
  fill(value.recreate);
  ops::DropColumn drop{.table = value.table, .schema = value.schema, .column = random_.name()};
  ops::AddColumn add{.table = value.table, .schema = value.schema, .column = {}};
  fill(add.column);
  value.operations = {Operation{std::move(drop)}, Operation{std::move(add), {"sqlite"}}};
}

template <class Op>
OperationVariant make(Filler& filler) {
  Op operation{};
  filler.fill(operation);
  return operation;
}

template <std::size_t... I>
auto make_makers(std::index_sequence<I...>) {
  return std::array{&make<std::variant_alternative_t<I, OperationVariant>>...};
}

template <class Items>
void sort_by_name(Items& items) {
  std::stable_sort(items.begin(), items.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
}

}  // namespace

std::size_t RandomOperations::kinds() { return std::variant_size_v<OperationVariant>; }

Operation RandomOperations::any(std::size_t kind) {
  static const auto kMakers = make_makers(std::make_index_sequence<std::variant_size_v<OperationVariant>>());
  Filler filler(*this);
  Operation operation{kMakers.at(kind)(filler)};
  if (one_in(5)) operation.only = {"postgresql", "mysql"};
  if (one_in(5)) operation.except = {"sqlite"};
  return operation;
}

std::string RandomOperations::name() {
  static constexpr std::array kWords{"user", "order", "été", "null", "a b",
                                     "x.y",  "Id",    "12",  "true", "it's"};
  return kWords[below(kWords.size())] + ("_" + std::to_string(++names_));
}

std::string RandomOperations::text() {
  static constexpr std::array kTexts{
      "now()",        "a: b # c", "null", "true",  "0x1F", "SELECT 1;\nSELECT 'x: y';\n",
      "lower(\"a\")", "it's",     "12",   "-1.50", "x\n",  " padded "};
  return kTexts[below(kTexts.size())];
}

DataType RandomOperations::type() {
  static const std::array<DataType, 9> kTypes{{
      {.kind = TypeKind::kInteger},
      {.kind = TypeKind::kString, .length = 64},
      {.kind = TypeKind::kNumeric, .length = 10, .scale = 2},
      {.kind = TypeKind::kDateTime, .timezone = true},
      {.kind = TypeKind::kText, .dimensions = 1},
      {.kind = TypeKind::kNative, .name = "geometry(Point, 4326)"},
      {.kind = TypeKind::kEnum, .values = {"draft", "null", "12"}},
      {.kind = TypeKind::kJson, .variants = {{"postgresql", {.kind = TypeKind::kNative, .name = "jsonb"}}}},
      {.kind = TypeKind::kBoolean},
  }};
  DataType type = kTypes[below(kTypes.size())];
  if (type.kind == TypeKind::kEnum && one_in(2)) type.name = name();
  return type;
}

Column RandomOperations::column() {
  Column column{.name = name(), .type = type(), .nullable = one_in(3)};
  Filler filler(*this);
  switch (below(6)) {
    case 0:
      filler.fill(column.server_default);
      break;
    case 1:
      filler.fill(column.computed);
      break;
    case 2:
      filler.fill(column.identity);
      break;
    case 3:
      filler.fill(column.options);
      filler.fill(column.comment);
      break;
    default:
      break;
  }
  return column;
}

Table RandomOperations::table() {
  Filler filler(*this);
  Table table{.name = name()};
  if (one_in(4)) table.schema = "blog";
  if (one_in(3)) table.comment = text();
  for (std::size_t n = below(4) + 1; n > 0; --n) table.columns.push_back(column());
  const std::string& first = table.columns.front().name;
  const std::string& last = table.columns.back().name;
  if (one_in(2)) table.primary_key = PrimaryKey{.name = one_in(2) ? name() : "", .columns = {first}};
  if (one_in(2))
    table.uniques.push_back({.name = one_in(2) ? name() : "", .columns = {last}, .deferrable = one_in(2)});
  if (one_in(2)) table.checks.push_back({.name = one_in(2) ? name() : "", .sql = text()});
  if (one_in(2))
    table.indexes.push_back({.name = name(), .columns = {{.column = last}}, .unique = one_in(2)});
  if (one_in(4)) table.indexes.push_back({.name = name(), .columns = {{.expression = text()}}});
  if (one_in(4)) filler.fill(table.options);
  if (one_in(2)) {
    const Reference self{.table = table.name, .schema = table.schema, .columns = {last}};
    table.foreign_keys.push_back({.name = one_in(2) ? name() : "",
                                  .columns = {first},
                                  .references = self,
                                  .on_delete = ReferentialAction::kSetNull});
  }
  return table;
}

Schema RandomOperations::schema(std::size_t tables) {
  Schema schema;
  for (std::size_t i = 0; i < tables; ++i) {
    schema.tables.push_back(table());
    const Table& target = schema.tables[below(i + 1)];
    Table& source = schema.tables.back();
    if (&target == &source || one_in(2)) continue;
    const Reference reference{
        .table = target.name, .schema = target.schema, .columns = {target.columns[0].name}};
    source.foreign_keys.push_back(
        {.name = name(), .columns = {source.columns.back().name}, .references = reference});
  }
  schema.views.push_back({.name = name(), .as = text(), .materialized = one_in(2)});
  schema.enums.push_back({.name = name(), .values = {"draft", "live"}});
  schema.types.push_back({.name = "kind", .sql = "CREATE DOMAIN kind AS text"});
  schema.sequences.push_back({.name = name(), .start = 5});
  schema.functions.push_back({.name = name(), .sql = text()});
  if (!schema.tables.empty()) {
    const Table& table = schema.tables.front();
    schema.triggers.push_back({.name = name(), .table = table.name, .schema = table.schema, .sql = text()});
  }
  return schema;
}

Operation RandomOperations::fitting(const Schema& schema) {
  Filler filler(*this);
  switch (below(8)) {
    case 0:
      return {ops::CreateTable{.table = table()}};
    case 1: {
      ops::ReplaceView replace{.view = schema.views.front()};
      filler.fill(replace.view.as);
      return {replace};
    }
    case 2:
      return {ops::DropView{.name = schema.views.front().name}};
    case 3:
      return {ops::DropEnum{.name = schema.enums.front().name}};
    case 4:
      return {ops::DropFunction{.name = schema.functions.front().name}};
    default:
      return fitting_table(schema, schema.tables[below(schema.tables.size())]);
  }
}

Operation RandomOperations::fitting_table(const Schema&, const Table& table) {
  Filler filler(*this);
  const std::string& t = table.name;
  const std::string& s = table.schema;
  const std::string& column = table.columns[below(table.columns.size())].name;
  switch (below(10)) {
    case 0:
      return {ops::DropTable{.name = t, .schema = s}};
    case 1:
      return {ops::RenameTable{.from = t, .to = name(), .schema = s}};
    case 2: {
      ops::AddColumn add{.table = t, .schema = s};
      filler.fill(add.column);
      add.column.primary_key = false;
      return {add};
    }
    case 3: {
      ops::AlterColumn alter{.table = t, .schema = s, .column = column, .type = type()};
      if (one_in(2)) filler.fill(alter.server_default);
      if (one_in(2)) alter.comment = std::optional<std::string>(text());
      if (one_in(2)) alter.rename_to = name();
      if (one_in(2)) alter.nullable = one_in(2);
      return {alter};
    }
    case 4:
      if (table.columns.size() > 1) return {ops::DropColumn{.table = t, .schema = s, .column = column}};
      return {ops::CreateTableComment{.table = t, .schema = s, .comment = text()}};
    case 5:
      return {ops::CreateIndex{
          .index = {.name = name(), .columns = {{.column = column}}}, .table = t, .schema = s}};
    case 6:
      if (!table.indexes.empty())
        return {ops::DropIndex{.name = table.indexes[0].name, .table = t, .schema = s}};
      return {ops::CreateUniqueConstraint{t, s, {.columns = {column}}}};
    case 7:
      return {ops::CreateCheckConstraint{t, s, {.sql = text()}}};
    case 8:
      if (!table.foreign_keys.empty()) {
        return {ops::DropConstraint{.table = t,
                                    .schema = s,
                                    .type = ops::ConstraintType::kForeignKey,
                                    .name = table.foreign_keys[0].name,
                                    .columns = table.foreign_keys[0].columns}};
      }
      return {ops::DropTableComment{.table = t, .schema = s}};
    default: {
      ops::BatchAlterTable batch{.table = t, .schema = s};
      const std::string added = name();
      batch.operations = {{ops::AddColumn{.table = t, .schema = s, .column = {.column = {.name = added}}}},
                          {ops::AlterColumn{.table = t, .schema = s, .column = column, .rename_to = name()}},
                          {ops::DropColumn{.table = t, .schema = s, .column = added}}};
      return {batch};
    }
  }
}

Schema sorted(Schema schema) {
  for (Table& table : schema.tables) {
    sort_by_name(table.columns);
    sort_by_name(table.foreign_keys);
    std::stable_sort(table.checks.begin(), table.checks.end(), [](const auto& a, const auto& b) {
      return std::tie(a.name, a.sql.general.text) < std::tie(b.name, b.sql.general.text);
    });
    sort_by_name(table.indexes);
    std::stable_sort(table.uniques.begin(), table.uniques.end(), [](const auto& a, const auto& b) {
      return std::tie(a.name, a.columns) < std::tie(b.name, b.columns);
    });
  }
  sort_by_name(schema.tables);
  sort_by_name(schema.views);
  sort_by_name(schema.enums);
  sort_by_name(schema.types);
  sort_by_name(schema.sequences);
  sort_by_name(schema.triggers);
  sort_by_name(schema.functions);
  return schema;
}

}  // namespace dbtool::testing
