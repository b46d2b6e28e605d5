#include "script/directory_source.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <system_error>
#include <utility>

#include <fmt/core.h>

#include "base/document.h"
#include "base/files.h"
#include "base/io_error.h"
#include "script/file_reader.h"
#include "script/python_revision.h"
#include "script/read_script.h"
#include "script/sql_script.h"

namespace dbtool::script {
namespace {

namespace fs = std::filesystem;

/// A person mends a few mistakes at a time.
constexpr std::size_t kMaxErrors = 20;

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

class HeaderLoader {
 public:
  std::vector<ScriptHeader> load(const std::vector<ScriptFile>& files);

 private:
  void load(const ScriptFile& file);
  void check_python(const ScriptFile& file);

  FileReader reader_;
  std::vector<ScriptHeader> headers_;
  bool remember_ids_ = false;                          ///< only Python scripts ask for them
  std::set<std::pair<std::size_t, std::string>> ids_;  ///< and the folder of each
  std::vector<Error> errors_;
};

void HeaderLoader::load(const ScriptFile& file) {
  const bool is_sql = file.kind == ScriptFile::Kind::kSql;
  const ScriptFormat format = is_sql ? ScriptFormat::kSql : ScriptFormat::kYaml;
  const std::string_view text =
      reader_.read(file.path, max_bytes(format), is_sql ? has_whole_sql_header : nullptr);
  headers_.push_back(read_header(format, text, file.path));
  if (remember_ids_) ids_.emplace(file.folder, headers_.back().revision.id);
}

void HeaderLoader::check_python(const ScriptFile& file) {
  const auto id = python_revision_id(reader_.read(file.path, base::kMaxDocumentBytes));
  if (!id || ids_.contains({file.folder, *id})) return;
  throw Error(ErrorCode::kScript,
              fmt::format("revision '{}' is a Python script of Alembic, which dbtool cannot run", *id))
      .at({.file = file.path})
      .with_hint(
          fmt::format("write what it does as a .yaml or .sql script with 'revision: {}' beside it", *id));
}

std::vector<ScriptHeader> HeaderLoader::load(const std::vector<ScriptFile>& files) {
  headers_.reserve(files.size());
  const auto is_python_file = [](const ScriptFile& file) { return file.kind == ScriptFile::Kind::kPython; };
  remember_ids_ = std::any_of(files.begin(), files.end(), is_python_file);
  const auto each = [&](bool is_python, auto action) {
    for (const ScriptFile& file : files) {
      if (errors_.size() == kMaxErrors) return;
      if (is_python_file(file) != is_python) continue;
      try {
        action(file);
      } catch (Error& error) {
        errors_.push_back(std::move(error));
      }
    }
  };
  each(false, [this](const ScriptFile& file) { load(file); });
  // Behind the others: whether a Python script has a successor is known only then.
  each(true, [this](const ScriptFile& file) { check_python(file); });
  if (errors_.empty()) return std::move(headers_);
  Error first = std::move(errors_.front());
  std::vector<Error> more = first.more();
  more.insert(more.end(), std::make_move_iterator(errors_.begin() + 1),
              std::make_move_iterator(errors_.end()));
  throw std::move(first).with_more(std::move(more));
}

}  // namespace

DirectorySource::DirectorySource(DirectoryOptions options) : options_(std::move(options)) {}

std::vector<ScriptHeader> DirectorySource::headers() const {
  require_folder(options_.script_location);
  return HeaderLoader().load(list_script_files(options_.locations, options_.recursion, options_.warn));
}

ScriptBody DirectorySource::body(const ScriptHeader& header, const BodyScope& scope) const {
  const std::string& file = header.revision.location.file;
  FileReader reader;
  const std::string_view text = reader.read(file, max_bytes(header.format));
  return read_body(header.format, text, file, options_.dialects, scope);
}

}  // namespace dbtool::script
