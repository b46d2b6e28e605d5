#include <string>
#include <string_view>

#include <fmt/format.h>

#include "dialects/postgresql/constraint_names.h"
#include "dialects/postgresql/counter_replacement.h"
#include "dialects/postgresql/ddl.h"
#include "dialects/postgresql/dollar_quotes.h"
#include "dialects/postgresql/identity.h"
#include "dialects/postgresql/serial.h"

namespace dbtool::dialects::postgresql {

using dialect::Emission;

namespace {

/// What makes a column count.
enum class Counter { kNone, kSerial, kIdentity };

Counter counter_before(const ops::AlterColumn& operation, const Table* table, const Column* known) {
  if (known != nullptr && known->identity) return Counter::kIdentity;
  if (known != nullptr && table != nullptr) {
    return serial_type(*table, *known).empty() ? Counter::kNone : Counter::kSerial;
  }
  // What is taken away has been there.
  const bool has_been_serial = operation.existing && operation.existing->autoincrement == true;
  if (has_been_serial || operation.autoincrement == false) return Counter::kSerial;
  return operation.identity && !*operation.identity ? Counter::kIdentity : Counter::kNone;
}

Counter counter_after(const ops::AlterColumn& operation, Counter before) {
  if (operation.identity && *operation.identity) return Counter::kIdentity;
  if (operation.autoincrement == true) return Counter::kSerial;
  const bool is_taken_away = operation.autoincrement || (operation.identity && before == Counter::kIdentity);
  return is_taken_away ? Counter::kNone : before;
}

bool needs_another(Counter before, Counter after) { return before != after && after != Counter::kNone; }

}  // namespace

/// The statements and names for one column's counter.
class PostgresqlDdl::CounterWriter {
 public:
  CounterWriter(const PostgresqlDdl& ddl, const ops::AlterColumn& operation, const Column* known)
      : ddl_(ddl),
        operation_(operation),
        table_(ddl.qualified(operation.schema, operation.table)),
        column_(ddl.quote(operation.column)),
        alter_(fmt::format("ALTER TABLE {} ALTER COLUMN {}", table_, column_)),
        own_sequence_(fmt::format("pg_get_serial_sequence({}, {})", ddl.literal(table_),
                                  ddl.literal(operation.column))),
        new_sequence_(
            ddl.qualified(operation.schema, object_name(operation.table, operation.column, "seq"))) {
    if (operation.type) {
      type_ = ddl.type(*operation.type);
    } else if (known != nullptr) {
      type_ = ddl.type(known->type);
    }
  }

  void drop(Counter counter, Emission& out) const {
    if (counter == Counter::kIdentity) out.add(alter_ + " DROP IDENTITY");
    if (counter != Counter::kSerial) return;
    out.add("DO " +
            dollar_quoted(fmt::format("\nDECLARE\n  old text := {};\nBEGIN\n"
                                      "  {} DROP DEFAULT;\n"
                                      "  IF old IS NOT NULL THEN EXECUTE 'DROP SEQUENCE ' || old; END IF;\n"
                                      "END ",
                                      own_sequence_, alter_)));
  }

  /// A counter where none was goes on behind the values that there are.
  void start(Counter counter, Emission& out) const {
    if (counter == Counter::kIdentity) {
      out.add(fmt::format("{} ADD {}", alter_, identity_clause(**operation_.identity)));
    } else {
      out.add(create_sequence());
      out.add(set_default());
    }
    go_on_behind_values(new_counting(counter), out);
  }

  /// One that takes the place of another.
  void replace(Counter counter, Emission& out) const {
    out.add(replace_counter({.table = table_,
                             .column = operation_.column,
                             .type = type_,
                             .by_identity = counter == Counter::kIdentity,
                             .wanted = new_counting(counter)}));
  }

 private:
  [[nodiscard]] Identity new_counting(Counter counter) const {
    return counter == Counter::kIdentity ? **operation_.identity : Identity{};
  }
  [[nodiscard]] static bool descends(const Identity& counting) { return counting.increment.value_or(1) < 0; }
  [[nodiscard]] static std::int64_t first_value(const Identity& counting) {
    return counting.start.value_or(descends(counting) ? counting.max_value.value_or(-1)
                                                      : counting.min_value.value_or(1));
  }
  void go_on_behind_values(const Identity& counting, Emission& out) const {
    const std::string_view last = descends(counting) ? "min" : "max";
    out.add(fmt::format("SELECT setval({}, {}({})) FROM {} HAVING {}({}) {} {}", own_sequence_, last, column_,
                        table_, last, column_, descends(counting) ? "<=" : ">=", first_value(counting)));
  }
  [[nodiscard]] std::string create_sequence() const {
    return fmt::format("CREATE SEQUENCE {}{} OWNED BY {}.{}", new_sequence_,
                       type_.empty() ? "" : " AS " + type_, table_, column_);
  }
  [[nodiscard]] std::string set_default() const {
    return fmt::format("{} SET DEFAULT nextval({})", alter_, ddl_.literal(new_sequence_));
  }

  const PostgresqlDdl& ddl_;
  const ops::AlterColumn& operation_;
  std::string table_;
  std::string column_;
  std::string alter_;
  std::string own_sequence_;  ///< as the server finds it, whatever its name
  std::string new_sequence_;
  std::string type_;  ///< empty: not known
};

void PostgresqlDdl::emit_counter_end(const ops::AlterColumn& operation, const Table* table,
                                     const Column* known, Emission& out) const {
  const Counter before = counter_before(operation, table, known);
  if (counter_after(operation, before) == Counter::kNone)
    CounterWriter(*this, operation, known).drop(before, out);
}

void PostgresqlDdl::emit_counter(const ops::AlterColumn& operation, const Table* table, const Column* known,
                                 Emission& out) const {
  const Counter before = counter_before(operation, table, known);
  const Counter after = counter_after(operation, before);
  const CounterWriter writer(*this, operation, known);
  if (needs_another(before, after)) {
    before == Counter::kNone ? writer.start(after, out) : writer.replace(after, out);
  } else if (after == Counter::kIdentity && operation.identity && known != nullptr) {
    const std::string changes = identity_changes(*known->identity, **operation.identity);
    if (changes.empty()) return;
    out.add(fmt::format("ALTER TABLE {} ALTER COLUMN {} {}", qualified(operation.schema, operation.table),
                        quote(operation.column), changes));
  }
}

// --- ALTER SEQUENCE ---

void PostgresqlDdl::emit(const ops::AlterSequence& operation, Emission& out) const {
  Emission plain({.what = operation}, out.tables());
  AnsiDdl::emit(operation, plain);
  const auto said = [](const auto& limit) { return limit && *limit; };
  const bool is_limited = said(operation.min_value) || said(operation.max_value);
  const std::string name = qualified(operation.schema, operation.name);
  for (const Statement& statement : std::move(plain).take().first) {
    if (!is_limited) {
      out.add(statement.text);
      continue;
    }
    // The server refuses a limit that the sequence has not come to: it goes on from there then.
    std::string steps;
    const auto restart = [&](const auto& limit, std::string_view when) {
      if (!said(limit)) return;
      steps += fmt::format("  IF {} {} THEN\n    {} RESTART WITH {};\n    RETURN;\n  END IF;\n", when,
                           **limit, statement.text, **limit);
    };
    restart(operation.min_value, "step > 0 AND place <");
    restart(operation.max_value, "step < 0 AND place >");
    const std::string step =
        operation.increment
            ? std::to_string(operation.increment->value_or(1))
            : fmt::format("(SELECT seqincrement FROM pg_sequence WHERE seqrelid = {}::regclass)",
                          literal(name));
    out.add("DO " + dollar_quoted(fmt::format("\nDECLARE\n  place bigint := (SELECT last_value FROM {});\n"
                                              "  step bigint := {};\nBEGIN\n{}  {};\nEND ",
                                              name, step, steps, statement.text)));
  }
}

}  // namespace dbtool::dialects::postgresql
