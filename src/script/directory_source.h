#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "dbtool/script.h"
#include "script/known_dialects.h"
#include "script/script_files.h"

namespace dbtool::script {

struct DirectoryOptions {
  /// The migration repository. It has to exist; a location need not: git keeps no empty folder.
  std::filesystem::path script_location;
  std::vector<std::filesystem::path> locations;
  Recursion recursion = Recursion::kThisFolder;
  KnownDialects dialects = {};
  WarningSink warn = {};  ///< may be empty
};

/// Scripts in folders, in list_script_files' order. Nothing is kept: every call reads the disk, but headers
/// have the texts of small scripts with them.
class DirectorySource final : public ScriptSource {
 public:
  explicit DirectorySource(DirectoryOptions options);

  /// Reads all scripts before it throws: the error carries what is wrong with the others in `more()`. A
  /// Python script of Alembic's is an error, unless a YAML or SQL script in its folder has the same id.
  [[nodiscard]] std::vector<ScriptHeader> headers() const override;
  [[nodiscard]] std::string text(const ScriptHeader& header) const override;
  [[nodiscard]] ScriptBody body(const ScriptHeader& header, std::string_view text,
                                const BodyScope& scope) const override;

 private:
  DirectoryOptions options_;
};

}  // namespace dbtool::script
