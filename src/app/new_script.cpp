#include "app/new_script.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/hooks.h"
#include "app/revisions_lock.h"
#include "autogenerate/render.h"
#include "base/clock.h"
#include "base/files.h"
#include "base/random.h"
#include "base/strings.h"
#include "script/file_name.h"
#include "script/read_script.h"
#include "script/slug.h"
#include "script/templates.h"
#include "script/write_script.h"

namespace dbtool::app {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kIdBytes = 6;  // 12 digits, as Alembic's

std::vector<std::string> displayed(const std::vector<fs::path>& paths) {
  std::vector<std::string> names;
  for (const fs::path& path : paths) names.push_back(base::display_path(path));
  return names;
}

/// That of the first revision which the new one follows, or the only one.
fs::path version_location(const Config& config, const RevisionGraph& graph, const Revision& revision,
                          const std::string& wanted) {
  const std::vector<fs::path>& locations = config.version_locations;
  if (!wanted.empty()) {
    const fs::path path = (fs::absolute(wanted) / "").lexically_normal().parent_path();
    if (std::find(locations.begin(), locations.end(), path) != locations.end()) return path;
    throw Error(ErrorCode::kConfig,
                fmt::format("Path {} is not represented in current version locations", wanted))
        .with_hint(fmt::format("the locations are {}", fmt::join(displayed(locations), ", ")));
  }
  if (locations.size() == 1) return locations.front();
  if (!revision.down_revisions.empty()) {
    const fs::path parent = fs::absolute(graph[*graph.find(revision.down_revisions.front())].location.file);
    const auto holds_parent = [&](const fs::path& location) {
      return base::is_below(parent.lexically_normal(), location);
    };
    const auto found = std::find_if(locations.begin(), locations.end(), holds_parent);
    if (found != locations.end()) return *found;
  }
  throw Error(ErrorCode::kConfig, "Multiple version locations present, please specify --version-path")
      .with_hint(fmt::format("the locations are {}", fmt::join(displayed(locations), ", ")));
}

std::string file_name(const Config& config, const ScriptHeader& header, const std::string& message,
                      std::chrono::system_clock::time_point now, const base::WallTime& wall_time) {
  const std::string name = script::expand_file_template(
      config.file_template,
      {.revision = header.revision.id,
       .slug = script::make_slug(message, config.truncate_slug_length),
       .epoch = std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count(),
       .time = wall_time});
  return name + (header.format == ScriptFormat::kYaml ? ".yaml" : ".sql");
}

/// Python knows UTF-8 by many names; whatever is something else would not be obeyed.
void require_utf8(const Config& config) {
  std::string name = base::to_lower(config.output_encoding);
  std::erase_if(name, [](char c) { return c == '-' || c == '_' || c == ' '; });
  if (name == "utf8" || name == "u8" || name == "utf") return;
  throw Error(ErrorCode::kConfig,
              fmt::format("output_encoding '{}' is not supported: scripts are UTF-8", config.output_encoding))
      .at({.file = config.ini_path.string()})
      .with_hint("write 'output_encoding = utf-8', or leave it out");
}

/// A template may leave the labels out: they would be lost unseen.
void require_labels_are_written(const std::string& text, const ScriptHeader& header, const fs::path& path,
                                const std::string& template_file) {
  const ScriptHeader read = script::read_header(header.format, text, path.string());
  if (read.revision.branch_labels == header.revision.branch_labels) return;
  throw Error(
      ErrorCode::kConfig,
      fmt::format("Version {} specified branch_labels {}, however the migration file {} does not have them; "
                  "have you upgraded your script template to include the 'branch_labels' section?",
                  header.revision.id, base::join(header.revision.branch_labels, ", "),
                  base::display_path(path)))
      .at({.file = template_file})
      .with_hint("write '${header}' at the template's top");
}

}  // namespace

std::vector<script::ScriptSection> empty_sections(Migrator::Session& session) {
  std::vector<script::ScriptSection> sections;
  for (const std::string& name : session.config().database_names) sections.push_back({.database = name});
  if (sections.empty()) sections.emplace_back();
  return sections;
}

script::ScriptSection render(Migrator::Session& session, const Comparison& comparison) {
  script::ScriptSection section{.database = session.config().database};
  if (session.config().script_format == ScriptFormat::kYaml) {
    section.upgrade = autogenerate::render_yaml(comparison.upgrade);
    section.downgrade = autogenerate::render_yaml(comparison.downgrade);
  } else if (!comparison.empty()) {
    const DdlCompiler& compiler = session.dialect().ddl();
    section.upgrade = autogenerate::render_sql(comparison.upgrade, comparison.before, compiler);
    section.downgrade = autogenerate::render_sql(comparison.downgrade, comparison.after, compiler);
  }
  return section;
}

WrittenScript write_new_script(Migrator::Session& session, const NewRevision& wanted,
                               std::vector<script::ScriptSection> sections) {
  const Config& config = session.config();
  require_utf8(config);
  const RevisionGraph& graph = session.graph();
  const auto now = base::SystemClock().now();
  const base::WallTime wall_time = base::wall_time(now, config.timezone);

  script::ScriptDraft draft{.header = {.revision = resolve_new_revision(graph, wanted),
                                       .create_date = base::to_string(wall_time),
                                       .format = config.script_format},
                            .sections = std::move(sections)};
  Revision& revision = draft.header.revision;
  while (revision.id.empty() || (wanted.id.empty() && graph.find(revision.id))) {
    revision.id = base::random_hex(kIdBytes);
  }
  if (revision.message.empty()) revision.message = "empty message";
  WrittenScript written{revision.id, revision.down_revisions, {}};
  written.path = version_location(config, graph, revision, wanted.version_path) /
                 file_name(config, draft.header, wanted.message, now, wall_time);  // no message, no slug

  const script::ScriptTemplate script_template =
      script::script_template(config.script_location, config.script_format);
  const std::string text = script::script_text(draft, script_template);
  require_labels_are_written(text, draft.header, written.path, script_template.file);
  const std::vector<Hook> hooks = prepare_hooks(config, written.path);
  base::create_directories(written.path.parent_path());
  base::write_file_atomically(written.path, text, base::IfExists::kFail);
  session.reload();
  write_revisions_lock(config, session.graph());
  run_hooks(hooks, session.observer());
  return written;
}

}  // namespace dbtool::app
