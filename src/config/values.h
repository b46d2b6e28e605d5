#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "config/source.h"

namespace dbtool::config {

// Texts of settings to values. All throw Error{kConfig} at the setting's place, naming its key.

/// `true yes on y t 1` and `false no off n f 0`, in any case: what Alembic and Python accept, together.
[[nodiscard]] bool to_boolean(const Setting& setting);

/// A whole number, not negative.
[[nodiscard]] std::size_t to_count(const Setting& setting);

/// `500ms`, `60s`, `5m`, `1h`; `0` needs no unit.
[[nodiscard]] std::chrono::milliseconds to_duration(const Setting& setting);

/// The index of the text among the choices.
[[nodiscard]] std::size_t to_choice(const Setting& setting, std::span<const std::string_view> choices);

// Lists: where the file has such, as TOML does, its items are taken as they are, and nothing is split.

/// Words between commas and white space.
[[nodiscard]] std::vector<std::string> to_words(std::string_view text);
[[nodiscard]] std::vector<std::string> to_words(const Setting& setting);

/// Parts between commas and line ends, stripped; empty ones are dropped. A line that begins with `!` (a
/// command) or has `://` in it (a URL) is one part, commas and all.
[[nodiscard]] std::vector<std::string> to_model_sources(const Setting& setting);

/// Splits a list of paths as Alembic does: at what `separator` (the value of path_separator or
/// version_path_separator) says; at commas and white space if there is none.
[[nodiscard]] std::vector<std::string> to_paths(const Setting& setting,
                                                const std::optional<Setting>& separator);

/// Without `.`, `..` and a slash at the end.
[[nodiscard]] std::filesystem::path normal_path(const std::filesystem::path& path);

/// A path of the file: relative ones start in `folder`, and Alembic's `package:path` is a folder below it.
[[nodiscard]] std::filesystem::path to_absolute(std::string_view path, const std::filesystem::path& folder);

}  // namespace dbtool::config
