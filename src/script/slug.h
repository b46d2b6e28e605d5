#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace dbtool::script {

/// What a message becomes in a file's name: its words (letters, digits and `_` of any script) in lower case
/// with `_` between them. Longer than `limit` characters it is cut there, then behind its last `_`, as
/// Alembic does. Holds no byte that means something to a file system, whatever the message holds.
///
/// Two things are simpler than in Python: accents written as characters of their own belong to their word,
/// and only the Latin, Greek, Cyrillic and Armenian scripts are lower-cased.
[[nodiscard]] std::string make_slug(std::string_view message, std::size_t limit);

}  // namespace dbtool::script
