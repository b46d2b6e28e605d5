#include "config/environment.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "base/files.h"
#include "base/strings.h"
#include "config/dotenv.h"

namespace dbtool {

std::optional<std::string> process_environment(const std::string& name) {
  const char* value = std::getenv(name.c_str());
  return value == nullptr ? std::nullopt : std::optional<std::string>(value);
}

namespace config {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kUrlKey = "sqlalchemy.url";
constexpr std::size_t kMaxDotenvBytes = 1U << 20U;
constexpr std::size_t kMaxWarnings = 20;

/// Virtual environments of Python may have that name; and Docker makes a folder of a file that it lacks.
bool is_virtual_environment(const fs::path& folder) {
  static constexpr std::array<std::string_view, 3> kSigns = {"pyvenv.cfg", "bin/python", "Scripts"};
  return std::any_of(kSigns.begin(), kSigns.end(), [&](std::string_view sign) {
    std::error_code failure;
    return fs::exists(folder / sign, failure);
  });
}

/// Whether there is something that should be a `.env` file.
bool is_dotenv(const fs::path& path) {
  std::error_code failure;
  // A link to nowhere counts; /dev/null is how people say "no file".
  if (fs::symlink_status(path, failure).type() == fs::file_type::not_found) return false;
  const fs::file_type type = fs::status(path, failure).type();
  if (type == fs::file_type::directory) return !is_virtual_environment(path);
  return type != fs::file_type::character;
}

std::string read_dotenv_text(const fs::path& path) {
  std::error_code failure;
  // Reading a pipe would wait for its writer.
  if (fs::is_fifo(path, failure) || fs::is_socket(path, failure)) {
    throw Error(ErrorCode::kIo, fmt::format("cannot read '{}': it is not a file", base::display_path(path)));
  }
  return base::read_file(path, kMaxDotenvBytes);
}

Error unreadable(Error error) {
  return std::move(error).with_hint("the database's URL may be in it: mend it, remove it, or pass --url");
}

void add_problem(DotenvNotes& notes, std::string_view variable, const Error& error) {
  if (!notes.places.contains(variable)) notes.problems.try_emplace(std::string(variable), error);
}

void add_problems(DotenvNotes& notes, const DotenvGap& gap, const std::string& file) {
  for (const std::string& variable : notes.url_variables) {
    if (!names_variable(gap.text, variable)) continue;
    add_problem(
        notes, variable,
        Error(ErrorCode::kConfig, fmt::format("this line names {} and is not {}=value", variable, variable))
            .at({.file = file, .line = gap.line})
            .with_hint("is a quote not closed? mend the line, make it a comment, or pass --url"));
  }
}

void read_dotenv_file(Config& config, const fs::path& path, const Environment& environment,
                      DotenvNotes& notes) {
  const std::string name = base::display_path(path);
  const Dotenv dotenv = parse_dotenv(read_dotenv_text(path), environment);
  for (std::size_t i = 0; i < dotenv.malformed.size() && i < kMaxWarnings; ++i) {
    config.warnings.push_back({.location = {.file = name, .line = dotenv.malformed[i].line},
                               .message = "this line was skipped: it is not NAME=value"});
  }
  for (const auto* gaps : {&dotenv.malformed, &dotenv.bare_names}) {
    for (const DotenvGap& gap : *gaps) add_problems(notes, gap, name);
  }
  std::map<std::string, Location, std::less<>> own;
  for (const DotenvVariable& variable : dotenv.variables) {
    const bool ours = own.contains(variable.name);
    if (!ours && (notes.places.contains(variable.name) || environment(variable.name))) continue;
    config.dotenv[variable.name] = variable.value;
    own[variable.name] = {.file = name, .line = variable.line};
  }
  notes.places.merge(own);
}

/// Nothing if the variable is not set, or is empty.
std::optional<UrlSetting> url_of_variable(const Config& config, const Environment& environment,
                                          std::string_view name, const DotenvNotes& notes) {
  UrlSetting url{.text = {}, .origin = fmt::format("${}", name), .location = {}, .problem = {}};
  if (std::optional<std::string> value = environment(std::string(name))) {
    url.text = std::move(*value);
  } else if (const auto problem = notes.problems.find(name); problem != notes.problems.end()) {
    url.location = problem->second.location();
    url.problem = problem->second;
    return url;
  } else if (const auto found = config.dotenv.find(name); found != config.dotenv.end()) {
    url.text = found->second;
    if (const auto place = notes.places.find(name); place != notes.places.end()) url.location = place->second;
  }
  if (base::trim(url.text).empty()) return std::nullopt;
  return url;
}

UrlSetting url_of_option(const std::string& text) {
  UrlSetting url{.text = text, .origin = "--url", .location = {}, .problem = {}};
  if (base::trim(text).empty()) {
    url.problem =
        Error(ErrorCode::kUsage, "the URL given with '--url' is empty")
            .with_hint("is a variable of the shell not set? without --url, the configuration's is used");
  }
  return url;
}

UrlSetting url_of_source(const Source& source) {
  UrlSetting url{
      .text = {}, .origin = std::string(kUrlKey), .location = source.location(kUrlKey), .problem = {}};
  try {
    if (std::optional<Setting> setting = source.find(kUrlKey)) url.text = std::move(setting->text);
  } catch (Error& error) {
    // env.py may have set what the value refers to: only who needs the URL has to hear of it.
    error.with_hint(fmt::format("{}; or set DATABASE_URL instead", error.hint()));
    url.problem = std::move(error);
  }
  return url;
}

}  // namespace

void read_dotenv_files(Config& config, const fs::path& folder, const Environment& environment,
                       DotenvNotes& notes) {
  for (const std::string_view name : {".env", ".flaskenv"}) {
    const fs::path path = folder / name;
    if (!is_dotenv(path)) continue;
    try {
      read_dotenv_file(config, path, environment, notes);
    } catch (const Error& error) {
      config.warnings.push_back({.location = error.location(), .message = error.message()});
      for (const std::string& variable : notes.url_variables) add_problem(notes, variable, unreadable(error));
    }
  }
}

void assign_url(Config& config, const Source& source, const LoadOptions& options,
                std::span<const std::string_view> variables, const DotenvNotes& notes) {
  if (options.url) {
    config.url = url_of_option(*options.url);
    return;
  }
  for (const std::string_view name : variables) {
    if (auto url = url_of_variable(config, options.environment, name, notes)) {
      config.url = *std::move(url);
      return;
    }
  }
  config.url = url_of_source(source);
}

}  // namespace config
}  // namespace dbtool
