#pragma once

#include <string>

#include "app/session.h"
#include "autogenerate/filter.h"

/// Schemas from wherever they are told of: YAML, SQL, databases, programs, revisions.
namespace dbtool::app {

/// The models that the configuration names: YAML files and folders, or SQL files and commands that print
/// SQL, or one database. Throws Error{kConfig} if it names none or several kinds, Error{kModels}, and what
/// opening a database or running a program throws.
[[nodiscard]] Models read_models(Migrator::Session& session);

/// The same, on another thread where it takes nothing but files: a database can be inspected meanwhile.
[[nodiscard]] autogenerate::LazyModels read_models_ahead(Migrator::Session& session);

/// The dialect that two sources are to be compared by: that of a database among them, else the session's.
[[nodiscard]] const Dialect& dialect_for(Migrator::Session& session, const std::string& from,
                                         const std::string& to);

/// What `diff` may name: the same sources, `models` and `database` for those of the configuration, and
/// revisions. Throws Error{kUsage} for what is nothing of these.
[[nodiscard]] Models read_source(Migrator::Session& session, const Dialect& dialect,
                                 const std::string& source);

/// The database that a source names; null if it names none, or one that does not exist yet. Throws as
/// read_source() does.
[[nodiscard]] std::unique_ptr<Connection> connect_source(Migrator::Session& session, const Dialect& dialect,
                                                         const std::string& source);

/// Whether that is a whole schema: models in YAML may leave out kinds of objects that they say nothing of.
[[nodiscard]] bool is_whole(Migrator::Session& session, const std::string& source);

}  // namespace dbtool::app
