#pragma once

#include <span>
#include <string>
#include <string_view>

#include "config/source.h"
#include "dbtool/config.h"

namespace dbtool::config {

enum class KeyType { kText, kPath, kPathList, kList, kBoolean, kCount, kDuration, kChoice };

/// What a key without a value (`key =`) says.
enum class WhenEmpty { kDefault, kNothing };

/// A key of `[alembic]`: this row is all there is to say about it, so help, documentation and
/// alembic.ini.example come from, or are checked against, it.
struct Key {
  std::string_view name;
  std::string_view environment;  ///< the variable that goes before it; or empty
  KeyType type;
  std::string_view default_text;  ///< not escaped for an ini file (`%` is one percent sign); empty: none
  std::string_view help;          ///< one sentence without the final full stop
  /// Null for what is accepted and ignored, and for what takes more than its own text (paths and the URL).
  void (*assign)(Config& config, const Setting& setting);
  WhenEmpty when_empty = WhenEmpty::kDefault;
};

/// In the order of the documentation.
[[nodiscard]] std::span<const Key> keys();

/// The row of a key (in lower case), or null.
[[nodiscard]] const Key* find_key(std::string_view name);

/// What to call a type in help.
[[nodiscard]] std::string_view to_string(KeyType type);

/// Gives the configuration what the source says, key by key; what it does not say stays as it is.
/// Throws Error{kConfig} for the first value that is none.
void assign_keys(Config& config, const Source& source);

/// Warns of keys that look like a misspelt known one. Others are the user's own: Alembic allows them.
void warn_of_misspelt_keys(Config& config, const Source& source);

}  // namespace dbtool::config
