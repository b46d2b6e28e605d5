#include "base/terminal.h"

#include <charconv>
#include <cstdlib>
#include <string_view>

#include <sys/ioctl.h>
#include <unistd.h>

namespace dbtool::base {
namespace {

std::string_view environment(const char* name) noexcept {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view() : std::string_view(value);
}

}  // namespace

bool is_terminal(Stream stream) noexcept { return ::isatty(static_cast<int>(stream)) == 1; }

std::size_t terminal_width(Stream stream, std::size_t fallback) noexcept {
  const std::string_view columns = environment("COLUMNS");
  std::size_t width = 0;
  std::from_chars(columns.data(), columns.data() + columns.size(), width);
  if (width != 0) return width;
  winsize size{};
  const bool is_known = ::ioctl(static_cast<int>(stream), TIOCGWINSZ, &size) == 0 && size.ws_col != 0;
  return is_known ? size.ws_col : fallback;
}

bool wants_color(Stream stream) noexcept {
  return environment("NO_COLOR").empty() && environment("TERM") != "dumb" && is_terminal(stream);
}

}  // namespace dbtool::base
