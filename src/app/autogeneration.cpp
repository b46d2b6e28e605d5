#include "app/autogeneration.h"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "app/silent.h"
#include "autogenerate/downgrade.h"
#include "autogenerate/render.h"
#include "ops/alterations.h"

namespace dbtool::app {
namespace {

constexpr const char* kCompareLogger = "alembic.autogenerate.compare";

void warn(Observer& observer, const std::string& text) {
  observer.on_event(Remark{Severity::kWarning, kCompareLogger, text});
}

/// What autogenerate looks at: the filters' choice, without the tables that migration tools keep for
/// themselves.
std::function<bool(const QualifiedName&)> included_tables(const Config& config,
                                                          autogenerate::LazyModels models,
                                                          const std::string& default_schema,
                                                          autogenerate::Neighbours neighbours) {
  autogenerate::Filter filter({.include_schemas = config.include_schemas,
                               .include_name = config.include_name,
                               .exclude_name = config.exclude_name},
                              std::move(models), neighbours);
  const std::string schema =
      config.version_table_schema == default_schema ? std::string() : config.version_table_schema;
  const QualifiedName version_table{schema, config.version_table};
  const QualifiedName history_table{schema, config.history_table};
  return [filter = std::move(filter), version_table, history_table](const QualifiedName& name) {
    return name != version_table && name != history_table && filter.includes(name);
  };
}

}  // namespace

autogenerate::DiffOptions diff_options(const Config& config, const Dialect& dialect,
                                       autogenerate::LazyModels models, std::string default_schema,
                                       autogenerate::Neighbours neighbours) {
  autogenerate::DiffOptions options = autogenerate::options_for(dialect.traits());
  options.include = included_tables(config, std::move(models), default_schema, neighbours);
  options.default_schema = std::move(default_schema);
  options.compare_type = config.compare_type;
  options.compare_server_default = config.compare_server_default;
  options.type_text = [&dialect](const DataType& type) { return dialect.ddl().type(type); };
  return options;
}

Schema inspect(const Dialect& dialect, Connection& connection, const autogenerate::DiffOptions& options) {
  return dialect.inspector(connection)
      ->inspect({.include_table = [&](std::string_view schema, std::string_view name) {
        return options.include({std::string(schema), std::string(name)});
      }});
}

Inspection inspect_for(const Config& config, const Dialect& dialect, const autogenerate::LazyModels& models,
                       Connection* connection, const Schema* wanted) {
  Inspection inspection;
  if (connection == nullptr) {
    inspection.options = diff_options(config, dialect, models);
    return inspection;
  }
  const auto inspector = dialect.inspector(*connection);
  inspection.options = diff_options(config, dialect, models, inspector->default_schema());
  inspection.schema = inspect(dialect, *connection, inspection.options);
  inspection.asked =
      inspector->types_to_compare(inspection.schema, wanted == nullptr ? models().schema : *wanted);
  return inspection;
}

Comparison compare(Migrator::Session& session, const autogenerate::LazyModels& models) {
  const auto connection = session.connect(ConnectOptions::Access::kReadOnly);
  const Dialect& dialect = session.dialect();
  Inspection inspection = inspect_for(session.config(), dialect, models, connection.get());
  return compare(session.observer(), dialect, std::move(inspection), models());
}

Comparison compare(Observer& observer, const Dialect& dialect, Inspection inspection, const Models& models) {
  Schema before = std::move(inspection.schema);
  autogenerate::Difference difference =
      autogenerate::compare(before, models, inspection.types(dialect), inspection.options);
  for (const std::string& line : difference.log) {
    observer.on_event(Remark{Severity::kInfo, kCompareLogger, line});
  }
  for (const std::string& line : difference.warnings) warn(observer, line);

  autogenerate::Downgrade downgrade = autogenerate::derive_downgrade(difference.operations, before);
  return {.upgrade = std::move(difference.operations),
          .downgrade = std::move(downgrade.operations),
          .likely_renames = std::move(difference.likely_renames),
          .irreversible = std::move(downgrade.irreversible),
          .before = std::move(before),
          .after = std::move(downgrade.upgraded),
          .dialect = &dialect};
}

void ask_for_renames(Migrator::Session& session, const std::function<bool(const Rename&)>& is_rename,
                     Models& models) {
  Silent silent;
  std::set<std::pair<QualifiedName, std::string>> asked;
  const auto connection = session.connect(ConnectOptions::Access::kReadOnly);
  if (connection == nullptr) return;
  const Dialect& dialect = session.dialect();
  const Inspection database =
      inspect_for(session.config(), dialect, autogenerate::given_models(models), connection.get());
  // A table that is renamed may have columns that are.
  for (bool goes_on = true; goes_on;) {
    goes_on = false;
    const auto difference =
        autogenerate::compare(database.schema, models, database.types(dialect), database.options);
    for (const Rename& rename : difference.likely_renames) {
      if (!asked.insert({rename.table, rename.column}).second || !is_rename(rename)) continue;
      models.renames.push_back(rename);
      goes_on = true;
    }
  }
}

autogenerate::SqlBody render_sql(const Dialect& dialect, std::span<const Operation> operations,
                                 const Schema& before) {
  const std::vector<Operation> gathered =
      ops::gather_alterations_for(dialect.traits(), {operations.begin(), operations.end()});
  return autogenerate::render_sql(gathered, before, dialect.ddl());
}

std::string sql_script(const Dialect& dialect, std::span<const Operation> operations, const Schema& before) {
  const std::string_view setup = dialect.traits().before_atomic;
  autogenerate::SqlBody body = render_sql(dialect, operations, before);
  if (!body.is_atomic || setup.empty()) return std::move(body.text);
  return fmt::format("{};\n\nBEGIN;\n\n{}\nCOMMIT;\n", setup, body.text);
}

void warn_of_irreversible(Observer& observer, const Comparison& comparison) {
  for (const std::string& text : comparison.irreversible) {
    warn(observer, fmt::format("the downgrade cannot undo: {}", text));
  }
}

Error not_runnable(Error error) {
  return std::move(error)
      .with_state("no script was written")
      .with_hint("change the models, or write the steps by hand: 'dbtool revision'");
}

void require_runnable(const Dialect& dialect, const Comparison& comparison) {
  try {
    static_cast<void>(render_sql(dialect, comparison.upgrade, comparison.before));
  } catch (const Error& error) {
    if (error.code() != ErrorCode::kUnsupported) throw;
    throw not_runnable(error);
  }
}

void require_database_at_head(Migrator::Session& session) {
  if (session.is_at_heads()) return;
  throw Error(ErrorCode::kOutOfSync, "Target database is not up to date.")
      .with_hint("run 'dbtool upgrade heads', then the command again");
}

}  // namespace dbtool::app
