#include "revision/ids.h"

#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "base/strings.h"

namespace dbtool {

namespace revision {

std::optional<Error> find_forbidden_characters(std::string_view id) {
  std::vector<std::string> found;
  for (const char character : std::string_view("+-:@")) {
    if (id.find(character) != std::string_view::npos) found.emplace_back(1, character);
  }
  if (found.empty()) return std::nullopt;
  return Error(ErrorCode::kRevision, fmt::format("Character(s) '{}' not allowed in revision identifier '{}'",
                                                 base::join(found, ", "), id))
      .with_hint("'+', '-', ':' and '@' are what targets such as 'branch@head' or 'abc+1' are made of");
}

}  // namespace revision

std::string_view summary(const Revision& revision) noexcept {
  const std::string_view text = revision.message;
  return text.substr(0, text.find("\n\n"));
}

void validate_new_revision_id(std::string_view id) {
  if (id.empty()) throw Error(ErrorCode::kRevision, "a revision identifier may not be empty");
  if (std::optional<Error> error = revision::find_forbidden_characters(id)) throw *std::move(error);
  if (id.size() > kMaxRevisionIdBytes) {
    throw Error(ErrorCode::kRevision,
                fmt::format("revision identifier '{}' is {} characters long", id, id.size()))
        .with_hint(fmt::format("the version table has room for {}", kMaxRevisionIdBytes));
  }
  for (const std::string_view word : {"head", "heads", "base", "current"}) {
    if (id != word) continue;
    throw Error(ErrorCode::kRevision, fmt::format("revision identifier '{}' has a meaning of its own", id))
        .with_hint("every command would take it for that; choose another one");
  }
  // Names that begin so are hidden, or Python's own: the script would be passed over.
  for (const std::string_view beginning : {".", "__init__"}) {
    if (!id.starts_with(beginning)) continue;
    throw Error(ErrorCode::kRevision, fmt::format("revision identifier {} may not begin with '{}'",
                                                  base::python_repr(id), beginning))
        .with_hint("a script whose name begins so is not read; choose another one");
  }
  // The version table's text, the file's name and every listing hold it.
  const bool printable =
      std::none_of(id.begin(), id.end(), [](unsigned char c) { return c <= ' ' || c == 127; });
  if (!printable || base::find_invalid_utf8(id) || id.find_first_of("/\\'\"") != std::string_view::npos) {
    throw Error(ErrorCode::kRevision,
                fmt::format("revision identifier {} has a character that no file name should have",
                            base::python_repr(id)))
        .with_hint("use letters, digits, '_' and '.'");
  }
}

}  // namespace dbtool
