#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "config/source.h"
#include "dbtool/config.h"

namespace dbtool::config {

/// What the `.env` files say of variables besides their values.
struct DotenvNotes {
  std::vector<std::string> url_variables;  ///< those that a URL may be in: doubts about them count
  std::map<std::string, Location, std::less<>> places;  ///< where they stand
  std::map<std::string, Error, std::less<>> problems;   ///< why the value of one for the URL is not known
};

/// Reads `.env`, then `.flaskenv`, of a folder into `config.dotenv`: what the environment, or a file before,
/// has is left alone. What cannot be read is a warning; if the URL may be in it, it is a problem, too: the
/// next best URL could be another database's.
void read_dotenv_files(Config& config, const std::filesystem::path& folder, const Environment& environment,
                       DotenvNotes& notes);

/// Picks the URL: `--url`, the first of the variables that is set, sqlalchemy.url; the variables may come
/// from `config.dotenv`. Empty texts count as not set, but for `--url`: who writes it wants that very
/// database. Never throws over a URL: see UrlSetting::problem.
void assign_url(Config& config, const Source& source, const LoadOptions& options,
                std::span<const std::string_view> variables, const DotenvNotes& notes);

}  // namespace dbtool::config
