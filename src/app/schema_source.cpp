#include "app/schema_source.h"

#include <algorithm>
#include <filesystem>
#include <future>
#include <memory>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "app/history_schema.h"
#include "app/scratch.h"
#include "base/document.h"
#include "base/files.h"
#include "base/subprocess.h"
#include "dialects/registry.h"
#include "schema/models_reader.h"
#include "schema/models_source.h"

namespace dbtool::app {
namespace {

namespace fs = std::filesystem;
using schema::SourceKind;

constexpr std::size_t kMaxOutputBytes = 16U << 20U;  // run_command() keeps no more

bool is_sql(SourceKind kind) { return kind == SourceKind::kSqlFile || kind == SourceKind::kCommand; }
bool is_yaml(SourceKind kind) { return kind == SourceKind::kYamlFile || kind == SourceKind::kFolder; }

bool are_all(const std::vector<std::string>& sources, bool (*is_kind)(SourceKind)) {
  return std::ranges::all_of(sources,
                             [&](const std::string& source) { return is_kind(schema::source_kind(source)); });
}

Models read_yaml(const std::vector<std::string>& sources, const Dialect& dialect) {
  return schema::read_models(sources, dialects::script_dialect_names(),
                             dialect.traits().max_identifier_bytes);
}

Models of_schema(Schema schema) { return {.schema = std::move(schema)}; }

/// What a program prints. It runs beside the configuration file, as paths in it are meant.
std::string output_of(const Config& config, std::string_view line) {
  const base::Command command{.argv = base::split_command_line(line, ErrorCode::kConfig),
                              .folder = config.ini_path.parent_path(),
                              .environment = {config.dotenv.begin(), config.dotenv.end()},
                              .output = base::Output::kCapture};
  if (command.argv.empty()) throw Error(ErrorCode::kConfig, "there is no command behind the '!'");
  base::CommandResult result = base::run_command(command);
  if (result.exit_status != 0) {
    throw Error(ErrorCode::kModels,
                fmt::format("the command '{}' ended with status {}{}{}", line, result.exit_status,
                            result.error.empty() ? "" : ": ", result.error))
        .at({.file = config.ini_path.string()})
        .with_hint(fmt::format("run it by hand in '{}'", base::display_path(command.folder)));
  }
  if (result.out.size() >= kMaxOutputBytes) {
    throw Error(ErrorCode::kModels, fmt::format("the command '{}' prints more than 16 MiB", line));
  }
  return std::move(result.out);
}

SourceText sql_of(const Config& config, const std::string& source) {
  const Location start{.file = source, .line = 1, .column = 1};
  if (schema::source_kind(source) == SourceKind::kCommand) {
    return {output_of(config, std::string_view(source).substr(1)), start};
  }
  Location place = start;
  place.file = base::display_path(source);
  return {base::read_file(source, base::kMaxDocumentBytes), place};
}

Schema inspect_sql(const Config& config, const Dialect& dialect, const std::vector<std::string>& sources) {
  std::vector<SourceText> scripts;
  for (const std::string& source : sources) scripts.push_back(sql_of(config, source));
  const auto scratch = scratch_from(dialect, scripts);
  return dialect.inspector(*scratch)->inspect();
}

/// True for a dialect and its variants: each has the most general one's name.
bool are_relatives(const Dialect& one, const Dialect& other) {
  return one.traits().names.back() == other.traits().names.back();
}

std::unique_ptr<Connection> connect_url(const Dialect& dialect, const std::string& source) {
  const DatabaseUrl url = DatabaseUrl::parse(source);
  if (!are_relatives(dialects::find_dialect(url.dialect()), dialect)) {
    throw Error(ErrorCode::kUsage,
                fmt::format("'{}' is not a database of {}: schemas are compared within one "
                            "kind",
                            url.to_string(), dialect.traits().name()));
  }
  auto connection = dialect.connect(url, {.access = ConnectOptions::Access::kReadOnly});
  if (connection == nullptr) {
    throw Error(ErrorCode::kConnection, fmt::format("there is no database '{}'", url.to_string()));
  }
  return connection;
}

Schema inspect_url(const Dialect& dialect, const std::string& source) {
  const auto connection = connect_url(dialect, source);
  return dialect.inspector(*connection)->inspect();
}

Schema inspect_configured(Migrator::Session& session) {
  const auto connection = session.connect(ConnectOptions::Access::kReadOnly);
  return connection ? session.dialect().inspector(*connection)->inspect() : Schema();
}

bool is_file(const std::string& source) {
  std::error_code ignored;
  return fs::exists(source, ignored);
}

/// Nothing for a word that may be a revision.
std::optional<SourceKind> kind_of(const std::string& source) {
  const SourceKind kind = schema::source_kind(source);
  if (kind != SourceKind::kYamlFile || is_file(source)) return kind;
  const std::string extension = fs::path(source).extension().string();
  return extension == ".yaml" || extension == ".yml" ? std::optional(kind) : std::nullopt;
}

}  // namespace

Models read_models(Migrator::Session& session) {
  const Config& config = session.config();
  if (config.models.empty()) {
    throw Error(ErrorCode::kConfig, "no models are named: there is nothing to compare the database with")
        .at({.file = config.ini_path.string()})
        .with_hint("set 'models = models.yaml' in alembic.ini");
  }
  if (are_all(config.models, is_yaml)) return read_yaml(config.models, session.dialect());
  if (are_all(config.models, is_sql)) return of_schema(inspect_sql(config, session.dialect(), config.models));
  if (config.models.size() == 1) return of_schema(inspect_url(session.dialect(), config.models.front()));
  throw Error(ErrorCode::kConfig, "'models' names several kinds of sources")
      .at({.file = config.ini_path.string()})
      .with_hint("name YAML files and folders, or SQL files and commands that print SQL, or one database");
}

autogenerate::LazyModels read_models_ahead(Migrator::Session& session) {
  const std::vector<std::string>& sources = session.config().models;
  if (sources.empty() || !are_all(sources, is_yaml)) {
    const auto models = std::make_shared<const Models>(read_models(session));
    return [models]() -> const Models& { return *models; };
  }
  // Where the machine gives no more threads, the one who asks first reads them.
  const std::shared_future<Models> models =
      std::async([sources, &dialect = session.dialect()] { return read_yaml(sources, dialect); }).share();
  return [models]() -> const Models& { return models.get(); };
}

const Dialect& dialect_for(Migrator::Session& session, const std::string& from, const std::string& to) {
  for (const std::string* source : {&from, &to}) {
    if (kind_of(*source) != SourceKind::kDatabase) continue;
    return dialects::find_dialect(DatabaseUrl::parse(*source).dialect());
  }
  return session.dialect();
}

bool is_whole(Migrator::Session& session, const std::string& source) {
  const bool are_configured = source == "models" && !is_file(source);
  const std::vector<std::string> sources =
      are_configured ? session.config().models : std::vector<std::string>{source};
  return std::ranges::none_of(sources, [](const std::string& each) {
    const std::optional<SourceKind> kind = kind_of(each);
    return kind && is_yaml(*kind);
  });
}

std::unique_ptr<Connection> connect_source(Migrator::Session& session, const Dialect& dialect,
                                           const std::string& source) {
  if (is_file(source)) return nullptr;
  if (source == "database") return session.connect(ConnectOptions::Access::kReadOnly);
  const std::optional<SourceKind> kind = kind_of(source);
  if (kind != SourceKind::kDatabase) return nullptr;
  return connect_url(dialect, source);
}

Models read_source(Migrator::Session& session, const Dialect& dialect, const std::string& source) {
  if (source == "models" && !is_file(source)) return read_models(session);
  if (source == "database" && !is_file(source)) return of_schema(inspect_configured(session));
  const std::optional<SourceKind> kind = kind_of(source);
  if (!kind) return of_schema(schema_at(session, dialect, source));
  if (is_yaml(*kind)) return read_yaml({source}, dialect);
  if (is_sql(*kind)) return of_schema(inspect_sql(session.config(), dialect, {source}));
  return of_schema(inspect_url(dialect, source));
}

}  // namespace dbtool::app
