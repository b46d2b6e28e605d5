#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "dbtool/dialect.h"
#include "dbtool/journal.h"
#include "dbtool/schema.h"

namespace dbtool::runtime {

/// The table that says what was done to a database, beside the version table. Rows are only ever added: by
/// whoever holds the lock, so that they have the order in which things happened.
class JournalTable {
 public:
  /// Without a name no journal is kept: nothing is found then, and nothing may be written. The dialect must
  /// outlive it.
  JournalTable(const Dialect& dialect, std::optional<QualifiedName> name);

  [[nodiscard]] bool is_kept() const noexcept { return name_.has_value(); }
  [[nodiscard]] const QualifiedName& name() const { return *name_; }
  /// Throws Error{kOutOfSync} if there cannot be such a table: a view of its name.
  [[nodiscard]] bool exists(Connection& connection) const;
  [[nodiscard]] std::string create_sql() const;
  /// Adds the entries, whose ids the engine gives.
  void insert(Connection& connection, std::vector<JournalEntry> entries) const;

  // --- Reading: nothing is found in a table that does not exist. Throws Error{kOutOfSync} for rows that
  // dbtool has not written. ---

  /// The newest entries, at most `limit`, oldest first.
  [[nodiscard]] std::vector<JournalEntry> newest(Connection& connection, std::size_t limit) const;
  /// What a run that died has left, if anything. A step whose rows are rolled back by themselves is none.
  [[nodiscard]] std::optional<OpenStep> open_step(Connection& connection) const;
  /// For each revision that was ever upgraded to, the last time, without its content.
  [[nodiscard]] std::vector<JournalEntry> upgrades(Connection& connection) const;
  /// The same for one revision with its script, if there is such.
  [[nodiscard]] std::optional<JournalEntry> upgrade(Connection& connection, const RevisionId& revision) const;

 private:
  /// Statements that add them, with the values in their text.
  [[nodiscard]] std::vector<std::string> insert_sql(std::span<const JournalEntry> entries) const;
  [[nodiscard]] std::vector<JournalEntry> select(Connection& connection, const std::string& rest,
                                                 bool with_content = true) const;

  const Dialect& dialect_;
  std::optional<QualifiedName> name_;
  std::string table_;   ///< the name as SQL
  std::string insert_;  ///< an INSERT up to its rows
};

}  // namespace dbtool::runtime
