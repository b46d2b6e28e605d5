#include "dialects/postgresql/table_questions.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "dialects/postgresql/ddl.h"
#include "dialects/postgresql/syntax.h"
#include "dialects/postgresql/types.h"
#include "dialects/postgresql/written_sql.h"
#include "schema/counting.h"

namespace dbtool::dialects::postgresql {

namespace {

using Kind = SpellingQuestion::Kind;

const std::string& sql_of(const DialectText& text) { return ddl().expression(text); }

/// A table's columns and nothing else, in a place of its own: expressions are read as if they were the
/// table's.
std::string scratch_table(const Table& inspected, const Table& declared) {
  if (declared.columns.empty()) {  // a partition
    return fmt::format("CREATE TABLE {} (LIKE {})", scratch_name(declared.name),
                       ddl().name(inspected.qualified_name()));
  }
  std::vector<std::string> columns;
  for (const Column& column : declared.columns) {
    const Column* is = inspected.find_column(column.name);
    std::string sql = fmt::format("{} {}", quoting().quoted(column.name), type_sql((is ? *is : column).type));
    if (!column.collation.empty()) sql += " COLLATE " + quoting().name(column.collation);
    columns.push_back(std::move(sql));
  }
  return fmt::format("CREATE TABLE {} ({})", scratch_name(declared.name), fmt::join(columns, ", "));
}

/// The questions about one table that stands on both sides.
class TableQuestions {
 public:
  TableQuestions(const Table& inspected, const Table& declared, Questions& questions)
      : is_(inspected), wanted_(declared), questions_(questions) {}

  void ask() {
    for (const Column& column : wanted_.columns) {
      if (const Column* is = is_.find_column(column.name)) ask_about(*is, column);
    }
    for (const CheckConstraint& check : wanted_.checks)
      ask_about(check.sql, is_.checks, &CheckConstraint::sql);
    for (const Index& index : wanted_.indexes) ask_about(index);
    for (const ExcludeConstraint& exclude : wanted_.excludes) ask_about(exclude);
  }

  void ask_about(const Trigger& is, const Trigger& wanted) {
    if (type_system().same_expression(sql_of(is.sql), sql_of(wanted.sql))) return;
    const auto table = find_trigger_table(sql_of(wanted.sql));
    if (!table) return;
    SpellingQuestion question = new_question(Kind::kExpression, sql_of(wanted.sql));
    question.make = question.text;
    question.make.replace(table->first, table->second, table_name());
    question.read = fmt::format(
        "SELECT pg_get_triggerdef(oid, true) FROM pg_trigger WHERE tgrelid = {}::regclass AND tgname = {}",
        table_literal(), ddl().literal(wanted.name));
    question.scratch_words = " ON " + quoting().name(is_.name) + " ";
    question.own_words = " ON " + ddl().name(is_.qualified_name()) + " ";
    questions_.add(std::move(question));
  }

 private:
  [[nodiscard]] std::string table_name() const { return scratch_name(wanted_.name); }
  [[nodiscard]] std::string table_literal() const { return ddl().literal(table_name()); }

  SpellingQuestion new_question(Kind kind, std::string text, DataType type = {}) {
    if (setup_.empty()) setup_ = scratch_table(is_, wanted_);
    return {.kind = kind, .text = std::move(text), .type = std::move(type), .setup = setup_};
  }

  void ask_about(const Column& is, const Column& wanted) {
    const TypeSystem& types = type_system();
    if (!types.same_type(is.type, wanted.type)) ask_about_type(wanted.type);
    if (is.server_default && wanted.server_default && !types.same_default(is.server_default, wanted)) {
      ask_about_default(wanted);
    }
    if (wanted.server_default && schema::counts_up(is_, is, traits().names)) ask_about_sequence(wanted);
    if (is.computed && wanted.computed &&
        !types.same_expression(sql_of(is.computed->sql), sql_of(wanted.computed->sql))) {
      ask_about_computed(wanted);
    }
  }

  void ask_about_type(const DataType& type) {
    const std::string name = questions_.next_name();
    SpellingQuestion question = new_question(Kind::kType, type_sql(type), type);
    question.make = fmt::format("ALTER TABLE {} ADD COLUMN {} {}", table_name(), name, question.text);
    question.read = fmt::format(
        "SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = {}::regclass AND attname "
        "= "
        "'{}'",
        table_literal(), name);
    questions_.add(std::move(question));
  }

  void ask_about_default(const Column& column) {
    SpellingQuestion question =
        new_question(Kind::kDefault, ddl().default_sql(*column.server_default, column.type), column.type);
    question.make = fmt::format("ALTER TABLE {} ALTER COLUMN {} SET DEFAULT {}", table_name(),
                                quoting().quoted(column.name), question.text);
    question.read = column_expression(column.name);
    questions_.add(std::move(question));
  }

  /// A serial column has no default of its own to compare with.
  void ask_about_sequence(const Column& column) {
    // Without its schema the scratch table of that name would be found.
    QualifiedName table = is_.qualified_name();
    if (table.schema.empty()) table.schema = questions_.default_schema();
    SpellingQuestion question = new_question(
        Kind::kSequenceDefault, ddl().default_sql(*column.server_default, column.type), column.type);
    question.make = fmt::format("ALTER TABLE {} ALTER COLUMN {} SET DEFAULT {}", table_name(),
                                quoting().quoted(column.name), question.text);
    question.read = fmt::format("SELECT coalesce(nullif(({}), ({})), '')", column_expression(column.name),
                                column_expression(column.name, ddl().name(table)));
    questions_.add(std::move(question));
  }

  void ask_about_computed(const Column& column) {
    const std::string name = questions_.next_name();
    SpellingQuestion question = new_question(Kind::kExpression, sql_of(column.computed->sql));
    question.make = fmt::format("ALTER TABLE {} ADD COLUMN {} {} GENERATED ALWAYS AS ({}) STORED",
                                table_name(), name, type_sql(column.type), question.text);
    question.read = column_expression(name);
    questions_.add(std::move(question));
  }

  [[nodiscard]] std::string column_expression(std::string_view column) const {
    return column_expression(column, table_name());
  }

  [[nodiscard]] static std::string column_expression(std::string_view column, const std::string& table) {
    return fmt::format(
        "SELECT pg_get_expr(d.adbin, d.adrelid) FROM pg_attrdef AS d JOIN pg_attribute AS a ON a.attrelid = "
        "d.adrelid AND a.attnum = d.adnum WHERE d.adrelid = {}::regclass AND a.attname = {}",
        ddl().literal(table), ddl().literal(column));
  }

  /// Unless one of the database's says the same already.
  template <class T>
  void ask_about(const DialectText& wanted, const std::vector<T>& known, DialectText T::*text) {
    const bool is_known = std::ranges::any_of(known, [&](const T& each) {
      return type_system().same_expression(sql_of(each.*text), sql_of(wanted));
    });
    if (!known.empty() && !is_known) ask_about_expression(sql_of(wanted));
  }

  void ask_about(const Index& wanted) {
    ask_about_where(wanted);
    for (const IndexElement& element : wanted.columns) {
      if (!element.opclass.empty()) ask_about_opclass(wanted, element);
    }
    for (const IndexElement& element : wanted.columns) {
      if (!element.column.empty()) continue;
      for (const Index& index : is_.indexes) {
        if (index.name == wanted.name)
          ask_about(element.expression, index.columns, &IndexElement::expression);
      }
    }
  }

  /// The answer is empty if it is the type's own, which the database does not tell.
  void ask_about_opclass(const Index& wanted, const IndexElement& element) {
    const std::string name = questions_.next_name();
    SpellingQuestion question = new_question(Kind::kExpression, element.opclass);
    ops::CreateIndex create{.table = wanted_.name, .schema = "pg_temp"};
    create.index = {.name = name, .columns = {element}, .using_method = wanted.using_method};
    question.make = ddl().create_index(create);
    question.read = fmt::format(
        "SELECT CASE WHEN o.opcdefault THEN '' ELSE o.opcname END FROM pg_index AS i "
        "JOIN pg_opclass AS o ON o.oid = i.indclass[0] WHERE i.indexrelid = 'pg_temp.{}'::regclass",
        name);
    questions_.add(std::move(question));
  }

  void ask_about_where(const Index& wanted) {
    if (sql_of(wanted.where).empty()) return;
    for (const Index& index : is_.indexes) {
      if (index.name == wanted.name) {
        ask_about(wanted.where, std::vector<Index>{index}, &Index::where);
      }
    }
  }

  void ask_about(const ExcludeConstraint& wanted) {
    if (is_.excludes.empty()) return;
    for (const ExcludeElement& element : wanted.elements) {
      if (wanted_.find_column(element.element) == nullptr) ask_about_expression(element.element);
    }
    if (!wanted.where.empty()) ask_about_expression(wanted.where);
  }

  /// A CHECK takes any expression that has a value.
  void ask_about_expression(const std::string& sql) {
    if (sql.empty()) return;
    const std::string name = questions_.next_name();
    SpellingQuestion question = new_question(Kind::kExpression, sql);
    question.make =
        fmt::format("ALTER TABLE {} ADD CONSTRAINT {} CHECK (({}\n) IS NOT NULL)", table_name(), name, sql);
    question.read = fmt::format(
        "SELECT regexp_replace(pg_get_expr(conbin, conrelid), '^\\((.*) IS NOT NULL\\)$', '\\1') FROM "
        "pg_constraint WHERE conrelid = {}::regclass AND conname = '{}'",
        table_literal(), name);
    questions_.add(std::move(question));
  }

  const Table& is_;
  const Table& wanted_;
  Questions& questions_;
  std::string setup_;
};

}  // namespace

std::string scratch_name(std::string_view name) { return "pg_temp." + quoting().quoted(name); }

void ask_about(const Table& is, const Table& wanted, const TriggerPairs& triggers, Questions& questions) {
  TableQuestions table(is, wanted, questions);
  table.ask();
  for (const auto& [trigger, wanted_trigger] : triggers) table.ask_about(*trigger, *wanted_trigger);
}

}  // namespace dbtool::dialects::postgresql
