#pragma once

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/document.h"
#include "dbtool/error.h"

namespace dbtool::base {

/// Collects what is wrong with one file, so that its author sees all of it at once.
class Diagnostics {
 public:
  Diagnostics(std::string file, ErrorCode code);

  void add(Mark mark, std::string message, std::string hint = {});
  /// Takes over an error that was thrown elsewhere, with its `more()`, and gives it a place if it has none.
  void add(Error error, Mark mark);

  [[nodiscard]] const std::string& file() const noexcept { return file_; }
  [[nodiscard]] ErrorCode code() const noexcept { return code_; }
  [[nodiscard]] bool empty() const noexcept { return errors_.empty(); }
  [[nodiscard]] Location location(Mark mark) const;

  /// Throws the first error with the others in `more()` (20 at the most); does nothing if there is none.
  void throw_if_any() const;

 private:
  std::string file_;
  ErrorCode code_;
  std::vector<Error> errors_;
};

/// Reads a mapping key by key; `finish()` complains of the keys that nobody asked for.
///
///     MappingReader reader(node, "an index", diagnostics);
///     const Node* name = reader.require("name");
///     const Node* unique = reader.optional("unique");
///     reader.finish();  // unknown key 'uniqe' in an index; did you mean 'unique'?
class MappingReader {
 public:
  /// `what` names the thing for messages, with its article. Adds a diagnostic if the node is no mapping;
  /// all reads then return null.
  MappingReader(const Node& node, std::string what, Diagnostics& diagnostics);

  [[nodiscard]] const Node* optional(std::string_view key);
  /// Adds a diagnostic if the key is missing or null, and returns null then.
  [[nodiscard]] const Node* require(std::string_view key);

  /// The typed forms add a diagnostic, and return the fallback, if the value has another type; null is as
  /// good as a missing key. A text is any scalar, as written: the revision `12e4` is no number.
  [[nodiscard]] std::string text(std::string_view key, std::string fallback = {});
  [[nodiscard]] std::string required_text(std::string_view key);
  [[nodiscard]] bool boolean(std::string_view key, bool fallback = false);
  /// A list of scalars' texts; one scalar alone is a list of one.
  [[nodiscard]] std::vector<std::string> texts(std::string_view key);

  /// Adds a diagnostic for each key that was not asked for.
  void finish();

 private:
  [[nodiscard]] std::string text_of(const Node* value, std::string_view key, std::string fallback);
  void complain(const Node& value, std::string_view key, std::string_view wanted);

  const Node& node_;
  std::string what_;
  Diagnostics& diagnostics_;
  std::vector<std::string> asked_;
};

/// `; did you mean 'NEAREST'?`, or nothing if no candidate is near.
[[nodiscard]] std::string did_you_mean(std::string_view word, std::span<const std::string> candidates);

}  // namespace dbtool::base
