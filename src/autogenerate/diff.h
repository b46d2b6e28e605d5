#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dbtool/dialect.h"
#include "dbtool/models.h"
#include "dbtool/operation.h"
#include "dbtool/schema.h"

namespace dbtool::autogenerate {

/// What a comparison looks at. The engine's part of it is data: nothing here knows a dialect.
struct DiffOptions {
  /// The names that texts and types are selected by, as DialectTraits has them. Must outlive the call.
  std::span<const std::string_view> dialect_names;
  /// The schema that an empty schema stands for, if the engine has such: `public` and nothing are one then.
  std::string default_schema;
  /// Which tables and views are looked at, in the database and in the models alike; empty: all.
  std::function<bool(const QualifiedName&)> include;
  bool compare_type = true;
  bool compare_server_default = true;
  bool keeps_checks = true;          ///< false: the engine reads CHECK constraints and forgets them
  bool keeps_comments = false;       ///< false: the engine has nowhere to keep comments
  bool keeps_identity = false;       ///< false: the engine has no identity columns
  bool keeps_autoincrement = false;  ///< false: whether a column counts itself up is nobody's choice
  bool constrains_computed = true;   ///< false: a computed column is never NOT NULL
  bool stores_computed = false;      ///< whether a computed column is stored that does not say
  /// False: the engine has no named types (enums, domains), no sequences, no functions of one's own.
  bool keeps_types = false;
  bool keeps_sequences = false;
  bool keeps_functions = false;
  /// The index method that is meant if none is named.
  std::string_view default_index_method;
  /// Where NULL is in ascending order, if nothing is said.
  NullsOrder nulls_of_ascending = NullsOrder::kUnset;
  /// The options of tables that are compared: those that can be changed, and those of which a difference is
  /// only told.
  std::span<const std::string_view> table_options;
  std::span<const std::string_view> fixed_table_options;
  std::span<const std::string_view> column_options;  ///< the same of columns
  /// False: the engine's unique constraints have nothing beside their columns (no DEFERRABLE, no INCLUDE).
  bool keeps_unique_options = false;
  /// True if names that differ only in case are one to the engine. Operations and the log have them as the
  /// database does.
  bool names_ignore_case = false;
  /// True: the models are a whole schema; views and other objects that they have not are dropped, even if
  /// they have none at all.
  bool models_are_whole = false;
  /// True: the engine accepts a foreign key to a table that does not exist yet (or any more). Tables that
  /// reference each other in a circle are created and dropped with their foreign keys in place then.
  bool foreign_keys_may_point_ahead = false;
  bool restrict_is_no_action = false;   ///< as of DialectTraits
  bool foreign_keys_fix_types = false;  ///< as of DialectTraits: keys go first and come last then
  /// How a type is told in the log; empty: as in the models.
  std::function<std::string(const DataType&)> type_text;
};

/// All that the engine of these traits keeps, and nothing left out.
[[nodiscard]] DiffOptions options_for(const DialectTraits& traits);

/// What leads from a database to its models.
struct Difference {
  std::vector<Operation> operations;
  std::vector<std::string> log;  ///< `Detected …`, one a finding, worded as Alembic's
  /// Tables and columns that are dropped and added, and may only have got another name.
  std::vector<Rename> likely_renames;
  std::vector<std::string> warnings;  ///< what a person should look at before using the operations

  [[nodiscard]] bool empty() const noexcept { return operations.empty(); }
};

/// Compares a database with its models. Pure and deterministic: the order follows names and declarations.
///
/// First come renames, then added tables in the order of their foreign keys, removed tables the other way
/// round, and the tables on both sides by name: per table added columns, altered columns, the primary key,
/// indexes and unique constraints, foreign keys, the comment, checks, removed columns. Before and after them
/// comes what tables are made of, and what reads them; those objects are compared only if the models have
/// any of the kind.
///
/// Throws Error{kScript} if a rename does not fit the database.
[[nodiscard]] Difference compare(const Schema& database, const Models& models, const TypeSystem& types,
                                 const DiffOptions& options);

}  // namespace dbtool::autogenerate
