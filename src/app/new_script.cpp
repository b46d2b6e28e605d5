#include "app/new_script.h"

#include <chrono>
#include <utility>

#include <fmt/format.h>

#include "app/hooks.h"
#include "autogenerate/render.h"
#include "base/clock.h"
#include "base/files.h"
#include "base/random.h"
#include "base/strings.h"
#include "script/file_name.h"
#include "script/slug.h"
#include "script/templates.h"
#include "script/write_script.h"

namespace dbtool::app {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kIdBytes = 6;  // 12 digits, as Alembic's

RevisionId new_id(const RevisionGraph& graph, const RevisionId& wanted) {
  if (!wanted.empty()) {
    validate_new_revision_id(wanted);
    if (!graph.find(wanted)) return wanted;
    throw Error(ErrorCode::kRevision, fmt::format("revision '{}' exists already", wanted))
        .with_hint(fmt::format("see {}", base::display_path(graph[*graph.find(wanted)].location.file)));
  }
  for (;;) {
    RevisionId id = base::random_hex(kIdBytes);
    if (!graph.find(id)) return id;
  }
}

std::vector<RevisionId> head_ids(const RevisionGraph& graph) {
  std::vector<RevisionId> ids;
  if (const auto head = resolve_revision(graph, "head", ResolveFor::kNewRevision))
    ids.push_back(graph.id(*head));
  return ids;
}

fs::path new_path(const Config& config, const ScriptHeader& header, std::chrono::system_clock::time_point now,
                  const base::WallTime& wall_time) {
  const std::string name = script::expand_file_template(
      config.file_template,
      {.revision = header.revision.id,
       .slug = script::make_slug(header.revision.message, config.truncate_slug_length),
       .epoch = std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count(),
       .time = wall_time});
  const char* suffix = header.format == ScriptFormat::kYaml ? ".yaml" : ".sql";
  return config.version_locations.front() / (name + suffix);
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

script::ScriptDraft make_draft(Migrator::Session& session, ScriptHeader header, const Comparison& content) {
  script::ScriptDraft draft{.header = std::move(header)};
  if (draft.header.format == ScriptFormat::kYaml) {
    draft.upgrade = autogenerate::render_yaml(content.upgrade);
    draft.downgrade = autogenerate::render_yaml(content.downgrade);
  } else if (!content.empty()) {
    draft.upgrade = autogenerate::render_sql(content.upgrade, content.before, session.dialect().ddl());
    draft.downgrade = autogenerate::render_sql(content.downgrade, content.after, session.dialect().ddl());
  }
  return draft;
}

}  // namespace

WrittenScript write_new_script(Migrator::Session& session, const NewRevision& revision,
                               const Comparison& content) {
  const Config& config = session.config();
  require_utf8(config);
  const RevisionGraph& graph = session.graph();
  const auto now = base::SystemClock().now();
  const base::WallTime wall_time = base::wall_time(now, config.timezone);

  ScriptHeader header{.create_date = base::to_string(wall_time), .format = config.script_format};
  header.revision.id = new_id(graph, revision.id);
  header.revision.down_revisions = head_ids(graph);
  header.revision.message = revision.message.empty() ? "empty message" : revision.message;
  WrittenScript written{header.revision.id, header.revision.down_revisions, {}};
  ScriptHeader named = header;
  named.revision.message = revision.message;  // no message, no slug
  written.path = new_path(config, named, now, wall_time);

  const script::ScriptTemplate script_template =
      script::script_template(config.script_location, config.script_format);
  const std::string text =
      script::script_text(make_draft(session, std::move(header), content), script_template);
  const std::vector<Hook> hooks = prepare_hooks(config, written.path);
  base::create_directories(written.path.parent_path());
  base::write_file_atomically(written.path, text, base::IfExists::kFail);
  session.reload();
  run_hooks(hooks, session.observer());
  return written;
}

}  // namespace dbtool::app
