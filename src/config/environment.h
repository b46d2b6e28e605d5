#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>

#include "config/source.h"
#include "dbtool/config.h"

namespace dbtool::config {

/// Where the variables of `.env` files stand.
using VariablePlaces = std::map<std::string, Location, std::less<>>;

/// Reads `.env`, then `.flaskenv`, of a folder into `config.dotenv`: what the environment, or a file before,
/// has is left alone. What cannot be read is a warning. Adds the places of what it took.
void read_dotenv_files(Config& config, const std::filesystem::path& folder, const Environment& environment,
                       VariablePlaces& places);

/// Picks the URL: `--url`, $DATABASE_URL, $SQLALCHEMY_DATABASE_URI, sqlalchemy.url; the variables may come
/// from `config.dotenv`. Empty texts count as not set. Never throws over a URL: see UrlSetting::problem.
void assign_url(Config& config, const Source& source, const LoadOptions& options,
                const VariablePlaces& places);

}  // namespace dbtool::config
