#include "cli/process_title.h"

#include <cctype>
#include <string_view>

#include "dbtool/database_url.h"
#include "dbtool/error.h"

namespace dbtool::cli {
namespace {

/// Where the URL in an argument begins: `postgresql://…`, `--url=postgresql://…`. npos: there is none.
std::size_t find_url(std::string_view argument) {
  std::size_t begin = argument.find("://");
  if (begin == std::string_view::npos) return begin;
  const auto is_scheme = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '+' || c == '.' || c == '-';
  };
  while (begin > 0 && is_scheme(argument[begin - 1])) --begin;
  return begin;
}

void hide_password(char* argument) {
  std::string_view text = argument;
  const std::size_t begin = find_url(text);
  if (begin == std::string_view::npos) return;
  try {
    const std::string shown = DatabaseUrl::parse(std::string(text.substr(begin))).to_string();
    if (shown == text.substr(begin)) return;
    // In its place there is no more room than it had.
    for (std::size_t i = begin; i < text.size(); ++i) {
      argument[i] = i - begin < shown.size() ? shown[i - begin] : '\0';
    }
  } catch (const Error&) {
    return;  // whoever uses it will say what is wrong with it
  }
}

}  // namespace

std::vector<std::string> take_arguments(int argc, char** argv) {
  std::vector<std::string> arguments(argv, argv + argc);
  for (int i = 0; i < argc; ++i) hide_password(argv[i]);
  return arguments;
}

}  // namespace dbtool::cli
