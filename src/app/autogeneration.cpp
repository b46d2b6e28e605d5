#include "app/autogeneration.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "autogenerate/diff.h"
#include "autogenerate/downgrade.h"
#include "autogenerate/filter.h"
#include "autogenerate/render.h"
#include "dialects/registry.h"
#include "schema/models_reader.h"

namespace dbtool::app {
namespace {

constexpr const char* kCompareLogger = "alembic.autogenerate.compare";

void warn(Observer& observer, const std::string& text) {
  observer.on_event(Remark{Severity::kWarning, kCompareLogger, text});
}

/// What autogenerate looks at: the filters' choice, without the tables that migration tools keep for
/// themselves.
std::function<bool(const QualifiedName&)> included_tables(const Config& config, const Schema& models) {
  autogenerate::Filter filter({.include_schemas = config.include_schemas,
                               .include_name = config.include_name,
                               .exclude_name = config.exclude_name},
                              models);
  const QualifiedName version_table{config.version_table_schema, config.version_table};
  const QualifiedName history_table{config.version_table_schema, config.history_table};
  return [filter = std::move(filter), version_table, history_table](const QualifiedName& name) {
    return name != version_table && name != history_table && filter.includes(name);
  };
}

}  // namespace

Models read_models(const Config& config) {
  if (config.models.empty()) {
    throw Error(ErrorCode::kConfig, "no models are named: there is nothing to compare the database with")
        .at({.file = config.ini_path.string()})
        .with_hint("set 'models = models.yaml' in alembic.ini");
  }
  return schema::read_models(config.models, dialects::script_dialect_names());
}

Comparison compare(Migrator::Session& session) {
  const Config& config = session.config();
  const Models models = read_models(config);
  const Dialect& dialect = session.dialect();
  const auto included = included_tables(config, models.schema);

  Schema database;
  if (const auto connection = session.connect(ConnectOptions::Access::kReadOnly)) {
    database = dialect.inspector(*connection)
                   ->inspect({.include_table = [&](std::string_view schema, std::string_view name) {
                     return included({std::string(schema), std::string(name)});
                   }});
  }
  const autogenerate::Difference difference =
      autogenerate::compare(database, models, dialect.types(),
                            {.dialect_names = dialect.traits().names,
                             .include = included,
                             .compare_type = config.compare_type,
                             .compare_server_default = config.compare_server_default,
                             .names_ignore_case = dialect.traits().names_ignore_case,
                             .foreign_keys_may_point_ahead = dialect.traits().foreign_keys_may_point_ahead,
                             .type_text = [&](const DataType& type) { return dialect.ddl().type(type); }});
  for (const std::string& line : difference.log) {
    session.observer().on_event(Remark{Severity::kInfo, kCompareLogger, line});
  }
  for (const std::string& line : difference.warnings) warn(session.observer(), line);

  autogenerate::Downgrade downgrade = autogenerate::derive_downgrade(difference.operations, database);
  for (const std::string& text : downgrade.irreversible) {
    warn(session.observer(), fmt::format("the downgrade cannot undo: {}", text));
  }
  return {.upgrade = difference.operations,
          .downgrade = std::move(downgrade.operations),
          .before = std::move(database),
          .after = std::move(downgrade.upgraded)};
}

void require_runnable(Migrator::Session& session, const Comparison& comparison) {
  try {
    static_cast<void>(
        autogenerate::render_sql(comparison.upgrade, comparison.before, session.dialect().ddl()));
  } catch (Error& error) {
    if (error.code() != ErrorCode::kUnsupported) throw;
    throw std::move(error)
        .with_state("no script was written")
        .with_hint("change the models, or write the steps by hand: 'dbtool revision'");
  }
}

void require_database_at_head(Migrator::Session& session) {
  if (session.is_at_heads()) return;
  throw Error(ErrorCode::kOutOfSync, "Target database is not up to date.")
      .with_hint("run 'dbtool upgrade heads', then the command again");
}

}  // namespace dbtool::app
