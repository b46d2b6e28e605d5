#include <optional>

#include <fmt/core.h>

#include "base/subprocess.h"

namespace dbtool::base {
namespace {

class CommandLineSplitter {
 public:
  CommandLineSplitter(std::string_view line, ErrorCode code) : line_(line), rest_(line), code_(code) {}

  std::vector<std::string> split() {
    while (!rest_.empty()) take_one(next());
    end_word();
    return std::move(words_);
  }

 private:
  char next() {
    const char c = rest_.front();
    rest_.remove_prefix(1);
    return c;
  }

  /// Quotes begin a word even if there is nothing between them.
  std::string& word() { return word_ ? *word_ : word_.emplace(); }

  void end_word() {
    if (word_) words_.push_back(std::move(*word_));
    word_.reset();
  }

  void take_one(char c) {
    switch (c) {
      case ' ':
      case '\t':
      case '\r':
      case '\n':
        return end_word();
      case '\'':
        return take_single_quoted();
      case '"':
        return take_double_quoted();
      case '\\':
        if (rest_.empty()) fail("No escaped character");
        word() += next();
        return;
      default:
        word() += c;
    }
  }

  void take_single_quoted() {
    const std::size_t end = rest_.find('\'');
    if (end == std::string_view::npos) fail("No closing quotation");
    word() += rest_.substr(0, end);
    rest_.remove_prefix(end + 1);
  }

  void take_double_quoted() {
    std::string& text = word();
    while (!rest_.empty()) {
      const char c = next();
      if (c == '"') return;
      // Before anything else a backslash means itself.
      const bool is_escape = c == '\\' && (rest_.starts_with('"') || rest_.starts_with('\\'));
      text += is_escape ? next() : c;
    }
    fail("No closing quotation");
  }

  [[noreturn]] void fail(std::string_view problem) const {
    throw Error(code_, fmt::format("{} in command '{}'", problem, line_));
  }

  std::string_view line_;
  std::string_view rest_;
  ErrorCode code_;
  std::optional<std::string> word_;
  std::vector<std::string> words_;
};

}  // namespace

std::vector<std::string> split_command_line(std::string_view line, ErrorCode code) {
  return CommandLineSplitter(line, code).split();
}

}  // namespace dbtool::base
