#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/source.h"
#include "dbtool/config.h"

namespace dbtool::config {

/// `[tool.alembic]` of a pyproject.toml, read as Alembic 1.16 reads it: texts may have `%(here)s`, the file's
/// folder, and `%%`; keys that are true or false have to be booleans. Tables below it are keys with dots:
/// `sqlalchemy.url`.
class TomlTable final : public Source {
 public:
  /// Nothing if there is no such file, or no such table in it. Throws Error{kConfig} with line and column for
  /// a file that is no TOML, and for values that mean nothing; a file that does not even have the word in it
  /// is another tool's business.
  [[nodiscard]] static std::optional<TomlTable> read(const std::filesystem::path& file);

  [[nodiscard]] std::optional<Setting> find(std::string_view key) const override;
  [[nodiscard]] Location location(std::string_view key) const override;
  [[nodiscard]] std::vector<std::string> keys() const override { return keys_; }
  /// `[[tool.alembic.post_write_hooks]]`, in order.
  [[nodiscard]] const std::vector<PostWriteHook>& post_write_hooks() const noexcept { return hooks_; }

 private:
  friend class TomlReader;

  std::vector<std::string> keys_;
  std::map<std::string, Setting, std::less<>> settings_;
  std::vector<PostWriteHook> hooks_;
};

}  // namespace dbtool::config
