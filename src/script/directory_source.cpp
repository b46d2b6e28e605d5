#include "script/directory_source.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <mutex>
#include <set>
#include <span>
#include <system_error>
#include <utility>

#include <fmt/core.h>

#include "base/document.h"
#include "base/files.h"
#include "base/io_error.h"
#include "base/parallel.h"
#include "script/file_reader.h"
#include "script/python_revision.h"
#include "script/read_script.h"
#include "script/sql_script.h"

namespace dbtool::script {
namespace {

namespace fs = std::filesystem;

/// A person mends a few mistakes at a time.
constexpr std::size_t kMaxErrors = 20;
/// Fewer are read in the time that it takes to start one.
constexpr std::size_t kFilesWorthAThread = 500;
/// A header has its script's text if that is so small that to open the file again would take most of the time
/// of reading it, and as long as the texts of all are no more than this, those of a part no more than its
/// share.
constexpr std::size_t kMostTextBytes = 4U << 10U;
constexpr std::size_t kMostTextsBytes = 4U << 20U;

void require_folder(const fs::path& folder) {
  std::error_code error;
  if (folder.empty() || fs::exists(folder, error)) return;
  if (error) {
    throw base::io_error(fmt::format("cannot list '{}'", base::display_path(folder)), error.value());
  }
  throw Error(ErrorCode::kIo, fmt::format("Path doesn't exist: {}.  Please use the 'init' command to create "
                                          "a new scripts folder.",
                                          folder.string()));
}

std::size_t max_bytes(ScriptFormat format) noexcept {
  return format == ScriptFormat::kSql ? kMaxSqlBytes : base::kMaxDocumentBytes;
}

bool is_python(const ScriptFile& file) { return file.kind == ScriptFile::Kind::kPython; }

/// The headers of some files, good for something only if there are no errors; both in order.
struct LoadedHeaders {
  std::vector<ScriptHeader> headers;
  std::vector<Error> errors;
};

/// `room`: how many bytes of texts headers may still have.
ScriptHeader load_header(const ScriptFile& file, FileReader& reader, std::size_t& room) {
  const bool is_sql = file.kind == ScriptFile::Kind::kSql;
  const ScriptFormat format = is_sql ? ScriptFormat::kSql : ScriptFormat::kYaml;
  const std::string_view text =
      reader.read(file.path, max_bytes(format), is_sql ? has_whole_sql_header : nullptr);
  ScriptHeader header = read_header(format, text, file.path);
  // The reader has all of what is this short.
  if (text.size() <= std::min(kMostTextBytes, room)) {
    room -= text.size();
    header.text = text;
  }
  return header;
}

std::vector<Error> load_part(std::span<const ScriptFile* const> files, std::span<ScriptHeader> headers,
                             std::size_t room) {
  std::vector<Error> errors;
  FileReader reader;
  for (std::size_t i = 0; i < files.size() && errors.size() < kMaxErrors; ++i) {
    try {
      headers[i] = load_header(*files[i], reader, room);
    } catch (Error& error) {
      errors.push_back(std::move(error));
    }
  }
  return errors;
}

/// On several threads where there are many: half of the time is the kernel's, for opening files.
LoadedHeaders load_all(const std::vector<const ScriptFile*>& files) {
  LoadedHeaders all{.headers = std::vector<ScriptHeader>(files.size()), .errors = {}};
  std::map<std::size_t, std::vector<Error>> errors;  // by the number of their part's first file
  std::mutex mutex;
  base::for_each_part(files.size(), kFilesWorthAThread, [&](std::size_t begin, std::size_t end) {
    const std::size_t room = kMostTextsBytes * (end - begin) / std::max<std::size_t>(1, files.size());
    std::vector<Error> found = load_part(std::span(files).subspan(begin, end - begin),
                                         std::span(all.headers).subspan(begin, end - begin), room);
    if (found.empty()) return;
    const std::lock_guard lock(mutex);
    errors.emplace(begin, std::move(found));
  });
  for (auto& [begin, found] : errors) {
    std::move(found.begin(), found.end(), std::back_inserter(all.errors));
  }
  return all;
}

/// Complains of Python scripts that nothing in their folder stands in for.
void check_python_files(const std::vector<ScriptFile>& files, const std::vector<const ScriptFile*>& loaded,
                        LoadedHeaders& result) {
  if (std::none_of(files.begin(), files.end(), is_python) || !result.errors.empty()) return;
  std::set<std::pair<std::size_t, std::string>> ids;  // and the folder of each
  for (std::size_t i = 0; i < loaded.size(); ++i) {
    ids.emplace(loaded[i]->folder, result.headers[i].revision.id);
  }
  FileReader reader;
  for (const ScriptFile& file : files) {
    if (!is_python(file)) continue;
    const auto id = python_revision_id(reader.read(file.path, base::kMaxDocumentBytes));
    if (!id || ids.contains({file.folder, *id})) continue;
    result.errors.push_back(
        Error(ErrorCode::kScript,
              fmt::format("revision '{}' is a Python script of Alembic, which dbtool cannot run", *id))
            .at({.file = file.path})
            .with_hint(fmt::format(
                "write what it does as a .yaml or .sql script with 'revision: {}' beside it", *id)));
  }
}

std::vector<ScriptHeader> load_headers(const std::vector<ScriptFile>& files) {
  std::vector<const ScriptFile*> scripts;
  scripts.reserve(files.size());
  for (const ScriptFile& file : files) {
    if (!is_python(file)) scripts.push_back(&file);
  }
  LoadedHeaders loaded = load_all(scripts);
  check_python_files(files, scripts, loaded);
  std::vector<Error>& errors = loaded.errors;
  if (errors.empty()) return std::move(loaded.headers);
  const bool has_more =
      errors.size() > kMaxErrors || (errors.size() == kMaxErrors && files.size() > kMaxErrors);
  errors.resize(std::min(errors.size(), kMaxErrors), errors.front());
  if (has_more) {
    errors.push_back(
        Error(ErrorCode::kScript, fmt::format("there may be more: these are the first {}", kMaxErrors)));
  }
  Error first = std::move(errors.front());
  std::vector<Error> more = first.more();
  more.insert(more.end(), std::make_move_iterator(errors.begin() + 1), std::make_move_iterator(errors.end()));
  throw std::move(first).with_more(std::move(more));
}

}  // namespace

DirectorySource::DirectorySource(DirectoryOptions options) : options_(std::move(options)) {}

std::vector<ScriptHeader> DirectorySource::headers() const {
  require_folder(options_.script_location);
  return load_headers(list_script_files(options_.locations, options_.recursion, options_.warn));
}

std::string DirectorySource::text(const ScriptHeader& header) const {
  FileReader reader;
  return std::string(reader.read(header.revision.location.file, max_bytes(header.format)));
}

ScriptBody DirectorySource::body(const ScriptHeader& header, std::string_view text,
                                 const BodyScope& scope) const {
  return read_body(header.format, text, header.revision.location.file, options_.dialects, scope);
}

}  // namespace dbtool::script
