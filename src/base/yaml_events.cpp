#include "base/yaml_events.h"

#include <algorithm>
#include <new>
#include <utility>

#include <fmt/core.h>

namespace dbtool::base {
namespace {

/// What to do about libyaml's complaints, which name the parser's expectation and not the author's mistake.
struct Advice {
  std::string_view problem;
  std::string_view hint;
};

constexpr Advice kAdvice[] = {
    {"found unexpected end of stream", "close the quote that is opened here"},
    {"mapping values are not allowed",
     "put quotes around a text that has ': ' in it, and indent the keys of a mapping alike"},
    {"found character that cannot start any token",
     "put quotes around a text that begins with '@', '%' or '`', and indent with spaces, not tabs"},
    {"found a tab character", "indent with spaces, not tabs"},
    {"could not find expected ':'", "write a key as 'key: value', on one line"},
    {"did not find expected key", "indent the keys of a mapping alike"},
    {"did not find expected '-' indicator", "indent the items of a list alike, each behind '- '"},
    {"did not find expected <document start>", "indent the keys of a mapping alike, and close all brackets"},
    {"did not find expected ',' or '", "close the bracket, or put quotes around a text that has one in it"},
    {"did not find expected alphabetic", "put quotes around a text that begins with '*' or '&'"},
};

std::string hint_for(std::string_view problem) {
  for (const Advice& advice : kAdvice) {
    if (problem.starts_with(advice.problem)) return std::string(advice.hint);
  }
  return {};
}

Mark mark_of_byte(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, offset);
  const std::size_t line_end = before.rfind('\n');
  const std::size_t line_start = line_end == std::string_view::npos ? 0 : line_end + 1;
  return {static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n')) + 1,
          offset - line_start + 1};
}

}  // namespace

YamlEvents::YamlEvents(std::string_view text, const std::string& file, ErrorCode code)
    : text_(text), file_(file), code_(code), offsets_(text) {
  if (yaml_parser_initialize(&parser_) == 0) throw std::bad_alloc();
  yaml_parser_set_encoding(&parser_, YAML_UTF8_ENCODING);
  yaml_parser_set_input_string(&parser_, reinterpret_cast<const unsigned char*>(text.data()), text.size());
}

void YamlEvents::next(YamlEvent& event) {
  if (yaml_parser_parse(&parser_, &event.raw_) == 0) fail_as_libyaml_says();
}

void YamlEvents::fail(Mark mark, std::string message, std::string hint) const {
  throw Error(code_, std::move(message))
      .at({.file = file_, .line = mark.line, .column = mark.column})
      .with_hint(std::move(hint));
}

void YamlEvents::fail_at_byte(std::size_t offset, std::string message, std::string hint) const {
  fail(mark_of_byte(text_, offset), std::move(message), std::move(hint));
}

Mark YamlEvents::mark(const yaml_mark_t& mark) const noexcept {
  const std::size_t line_start = offsets_.byte_of(mark.index - mark.column);
  return {mark.line + 1, offsets_.byte_of(mark.index) - line_start + 1};
}

void YamlEvents::fail_as_libyaml_says() const {
  if (parser_.error == YAML_MEMORY_ERROR) throw std::bad_alloc();
  const std::string problem = parser_.problem != nullptr ? parser_.problem : "cannot be read";
  if (parser_.error == YAML_READER_ERROR) {
    fail_at_byte(parser_.problem_offset, fmt::format("{} (U+{:04X})", problem, parser_.problem_value),
                 fmt::format("write it as \"\\u{:04x}\", in double quotes", parser_.problem_value));
  }
  const std::string context = parser_.context != nullptr ? fmt::format(" {}", parser_.context) : "";
  // The end of the file says nothing about where the quote was forgotten.
  const bool is_unclosed = problem == "found unexpected end of stream" && !context.empty();
  const Mark at = mark(is_unclosed ? parser_.context_mark : parser_.problem_mark);
  std::string message = problem + context;
  if (!context.empty() && parser_.context_mark.line + 1 != at.line) {
    message += fmt::format(" that begins in line {}", parser_.context_mark.line + 1);
  }
  fail(at, std::move(message), hint_for(problem));
}

}  // namespace dbtool::base
