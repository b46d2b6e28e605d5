#pragma once

#include "app/session.h"

namespace dbtool::app {

/// The models that the configuration names. Throws Error{kConfig} if it names none, Error{kModels}.
[[nodiscard]] Models read_models(const Config& config);

/// How models and database differ; tells the observer of each finding.
[[nodiscard]] Comparison compare(Migrator::Session& session);

/// Throws Error{kUnsupported} if the engine cannot run the upgrade: a script of it would block the history.
void require_runnable(Migrator::Session& session, const Comparison& comparison);

/// Throws Error{kOutOfSync} unless the database is at the heads: the difference would hold what scripts hold
/// already.
void require_database_at_head(Migrator::Session& session);

}  // namespace dbtool::app
