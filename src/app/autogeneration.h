#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>

#include "app/session.h"
#include "autogenerate/diff.h"
#include "autogenerate/filter.h"
#include "autogenerate/render.h"

namespace dbtool::app {

/// How autogenerate compares a schema with these models. `default_schema` is what an empty one stands for.
/// The dialect has to outlive it.
[[nodiscard]] autogenerate::DiffOptions diff_options(
    const Config& config, const Dialect& dialect, autogenerate::LazyModels models,
    std::string default_schema = {},
    autogenerate::Neighbours neighbours = autogenerate::Neighbours::kLeftOut);

/// A database's schema, as far as the options look at it.
[[nodiscard]] Schema inspect(const Dialect& dialect, Connection& connection,
                             const autogenerate::DiffOptions& options);

/// A database, and how it is compared with models.
struct Inspection {
  Schema schema;
  autogenerate::DiffOptions options;
  std::unique_ptr<TypeSystem> asked;  ///< null: the dialect's own rules

  [[nodiscard]] const TypeSystem& types(const Dialect& dialect) const {
    return asked ? *asked : dialect.types();
  }
};

/// Reads what these models are about of a database, to compare it with `wanted`: another state than the
/// models, if it is not null. A null connection is a database that does not exist yet. The dialect has to
/// outlive it.
[[nodiscard]] Inspection inspect_for(const Config& config, const Dialect& dialect,
                                     const autogenerate::LazyModels& models, Connection* connection,
                                     const Schema* wanted = nullptr);

/// How models and database differ; tells the observer of each finding. The models may come last.
[[nodiscard]] Comparison compare(Migrator::Session& session, const autogenerate::LazyModels& models);
[[nodiscard]] Comparison compare(Observer& observer, const Dialect& dialect, Inspection before,
                                 const Models& models);

/// Adds the renames to the models that somebody says yes to.
void ask_for_renames(Migrator::Session& session, const std::function<bool(const Rename&)>& is_rename,
                     Models& models);

/// Operations on a schema as the body of an SQL script.
[[nodiscard]] autogenerate::SqlBody render_sql(const Dialect& dialect, std::span<const Operation> operations,
                                               const Schema& before);

/// The same as a script for the engine's own client, with the transaction that it needs.
[[nodiscard]] std::string sql_script(const Dialect& dialect, std::span<const Operation> operations,
                                     const Schema& before);

/// Tells what the way back leaves out.
void warn_of_irreversible(Observer& observer, const Comparison& comparison);

/// What the engine cannot do, told of a script that was to be written.
[[nodiscard]] Error not_runnable(Error error);

/// Throws Error{kUnsupported} if the engine cannot run the upgrade: a script of it would block the history.
void require_runnable(const Dialect& dialect, const Comparison& comparison);

/// Throws Error{kOutOfSync} unless the database is at the heads: the difference would hold what scripts hold
/// already.
void require_database_at_head(Migrator::Session& session);

}  // namespace dbtool::app
