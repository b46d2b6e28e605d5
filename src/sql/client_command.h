#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "sql/source_text.h"
#include "sql/syntax.h"

namespace dbtool::sql {

/// A line of a script that is not SQL, but a command to the engine's own client.
struct ClientCommand {
  std::size_t end = 0;    ///< of the line: where the script goes on
  std::string delimiter;  ///< the new one, or empty
  std::string note;       ///< for the author, or empty
};

/// The command that begins at `offset`, where a statement could begin; nothing if SQL does.
/// Throws Error{kScript} naming the command if it can be neither obeyed nor left out.
[[nodiscard]] std::optional<ClientCommand> read_client_command(const SourceText& source, std::size_t offset,
                                                               const Syntax& syntax);

/// The length of `\g` or `\G` at `offset`, which end a statement as its delimiter does; 0 if there is none.
[[nodiscard]] std::size_t client_delimiter_size(std::string_view text, std::size_t offset,
                                                const Syntax& syntax) noexcept;

/// Throws Error{kScript} for the command at `offset`, in the midst of a statement.
[[noreturn]] void refuse_client_command(const SourceText& source, std::size_t offset);

}  // namespace dbtool::sql
