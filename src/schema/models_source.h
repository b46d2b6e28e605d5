#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace dbtool::schema {

/// What `models` may name.
enum class SourceKind {
  kYamlFile,
  kFolder,
  kSqlFile,   ///< the wanted DDL
  kDatabase,  ///< a URL: another database is the wanted state
  kCommand,   ///< `!command …`: what it prints is the wanted DDL
};

/// Decides by the text, and for a folder by what is on the disk.
[[nodiscard]] SourceKind source_kind(std::string_view source);

/// The YAML files that the sources stand for, a folder's in name order. Throws Error{kModels} for a folder
/// without any, Error{kIo} for one that cannot be read, and Error{kUnsupported} for the other kinds.
[[nodiscard]] std::vector<std::filesystem::path> yaml_files(const std::vector<std::string>& sources);

}  // namespace dbtool::schema
