#include "app/new_script.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/autogeneration.h"
#include "app/hooks.h"
#include "app/revisions_lock.h"
#include "autogenerate/render.h"
#include "base/clock.h"
#include "base/files.h"
#include "base/printable.h"
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

/// The header that a template has made. What is wrong with it is the template's mistake: no file is there
/// yet.
Revision read_revision(const std::string& text, ScriptFormat format, const std::string& template_file) {
  try {
    return script::read_header(format, text, template_file).revision;
  } catch (const Error& error) {
    throw Error(ErrorCode::kConfig,
                fmt::format("the script that this template makes has no good header: {}", error.message()))
        .at({.file = template_file})
        .with_state("no script was written")
        .with_hint("write '${header}' at the template's top");
  }
}

/// A template may leave parts of the header out, or fill them in itself: the new script would stand elsewhere
/// in the history than asked for, and nobody would be told.
void require_header_is_written(const std::string& text, const ScriptHeader& header,
                               const std::string& template_file) {
  const Revision& wanted = header.revision;
  const Revision read = read_revision(text, header.format, template_file);
  const auto require = [&](std::string_view key, const std::vector<std::string>& is,
                           const std::vector<std::string>& should_be) {
    if (is == should_be) return;
    throw Error(ErrorCode::kConfig,
                fmt::format("version {} has {} {}, and this template writes {}", wanted.id, key,
                            should_be.empty() ? "none" : base::join(should_be, ", "),
                            is.empty() ? "none" : base::join(is, ", ")))
        .at({.file = template_file})
        .with_state("no script was written")
        .with_hint("write '${header}' at the template's top");
  };
  require("revision", {read.id}, {wanted.id});
  require("down_revision", read.down_revisions, wanted.down_revisions);
  require("branch_labels", read.branch_labels, wanted.branch_labels);
  require("depends_on", read.depends_on, wanted.depends_on);
}

/// A script that is written where nobody looks for it is lost, and the next one forks the history.
void require_folder_is_read(const Config& config, const fs::path& location, const fs::path& path) {
  if (config.recursive_version_locations || path.parent_path() == location) return;
  throw Error(ErrorCode::kConfig,
              fmt::format("file_template puts the script into '{}', where scripts are not "
                          "looked for",
                          base::display_path(path.parent_path())))
      .at({.file = config.ini_path.string()})
      .with_state("no script was written")
      .with_hint("set 'recursive_version_locations = true', or leave the folder out of file_template");
}

void require_free(const fs::path& path) {
  std::error_code ignored;
  if (!fs::exists(fs::symlink_status(path, ignored))) return;
  throw Error(ErrorCode::kIo, fmt::format("cannot write '{}': the file exists", base::display_path(path)))
      .with_state("no script was written")
      .with_hint("choose another message, or put %(rev)s into file_template");
}

/// Hooks may have changed the file, or taken it away.
void require_found(Migrator::Session& session, const WrittenScript& written) {
  session.reload();
  const auto found = session.graph().find(written.id);
  if (found) return;
  throw Error(ErrorCode::kScript, fmt::format("revision '{}' is not there any more: a post write hook has "
                                              "changed or removed '{}'",
                                              written.id, base::display_path(written.path)))
      .with_hint("look at the hooks in [post_write_hooks]");
}

}  // namespace

std::vector<script::ScriptSection> empty_sections(Migrator::Session& session) {
  std::vector<script::ScriptSection> sections;
  for (const std::string& name : session.config().database_names) sections.push_back({.database = name});
  if (sections.empty()) sections.emplace_back();
  return sections;
}

namespace {

std::string sql_body(const Dialect& dialect, std::span<const Operation> operations, const Schema& before) {
  std::string body;
  for (const std::string& risk : autogenerate::risks(operations, before)) {
    body += fmt::format("-- {}\n", base::printable_line(risk));
  }
  try {
    return body + render_sql(dialect, operations, before).text;
  } catch (const Error& error) {
    if (error.code() != ErrorCode::kUnsupported) throw;
    throw not_runnable(error);
  }
}

}  // namespace

script::ScriptSection render(Migrator::Session& session, const Comparison& comparison) {
  script::ScriptSection section{.database = session.config().database};
  if (session.config().script_format == ScriptFormat::kYaml) {
    section.upgrade = autogenerate::render_yaml(comparison.upgrade, comparison.before);
    section.downgrade = autogenerate::render_yaml(comparison.downgrade, comparison.after);
  } else if (!comparison.empty()) {
    const Dialect& dialect = session.dialect();
    section.upgrade = sql_body(dialect, comparison.upgrade, comparison.before);
    section.downgrade = sql_body(dialect, comparison.downgrade, comparison.after);
  }
  return section;
}

namespace {

WrittenScript write_script(Migrator::Session& session, const NewRevision& wanted,
                           std::vector<script::ScriptSection> sections) {
  const Config& config = session.config();
  session.require_script_files();
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
  const fs::path location = version_location(config, graph, revision, wanted.version_path);
  written.path =
      location / file_name(config, draft.header, wanted.message, now, wall_time);  // no message, no slug
  require_folder_is_read(config, location, written.path);

  const script::ScriptTemplate script_template =
      script::script_template(config.script_location, config.script_format);
  const std::string text = script::script_text(draft, script_template);
  require_header_is_written(text, draft.header, script_template.file);
  const std::vector<Hook> hooks = prepare_hooks(config, written.path);
  base::create_directories(written.path.parent_path());
  require_free(written.path);
  base::write_file_atomically(written.path, text, base::IfExists::kFail);
  session.reload();
  write_revisions_lock(config, session.graph());
  run_hooks(hooks, session.observer());
  if (!hooks.empty()) require_found(session, written);
  return written;
}

}  // namespace

WrittenScript write_new_script(Migrator::Session& session, const NewRevision& wanted,
                               std::vector<script::ScriptSection> sections) {
  try {
    return write_script(session, wanted, std::move(sections));
  } catch (Error& error) {
    if (error.code() == ErrorCode::kConfig) error.at({.file = session.config().ini_path.string()});
    throw;
  }
}

}  // namespace dbtool::app
