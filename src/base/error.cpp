#include "dbtool/error.h"

#include <utility>

#include "base/strings.h"

namespace dbtool {
namespace {

// Names and texts of the user's are quoted: one of two megabytes would bury what is said of it.
constexpr std::size_t kMaxTextBytes = 4096;

}  // namespace

std::string to_string(const Location& location) {
  std::string text = location.file;
  if (location.line == 0) return text;
  text += ":" + std::to_string(location.line);
  if (location.column != 0) text += ":" + std::to_string(location.column);
  return text;
}

Error::Error(ErrorCode code, std::string_view message)
    : code_(code), message_(base::shortened(message, kMaxTextBytes)) {
  refresh();
}

void Error::refresh() {
  const std::string place = to_string(location_);
  what_ = place.empty() ? message_ : place + ": " + message_;
}

Error& Error::at(Location location) & {
  if (!location_.file.empty()) return *this;
  location_ = std::move(location);
  refresh();
  return *this;
}

Error& Error::with_hint(std::string_view hint) & {
  hint_ = base::shortened(hint, kMaxTextBytes);
  return *this;
}

Error& Error::with_statement(std::string sql, std::size_t offset) & {
  statement_ = std::move(sql);
  statement_offset_ = offset;
  return *this;
}

Error& Error::with_state(std::string state) & {
  state_ = std::move(state);
  return *this;
}

Error& Error::with_more(std::vector<Error> more) & {
  more_ = std::move(more);
  return *this;
}

Error&& Error::at(Location location) && { return std::move(at(std::move(location))); }
Error&& Error::with_hint(std::string_view hint) && { return std::move(with_hint(hint)); }
Error&& Error::with_statement(std::string sql, std::size_t offset) && {
  return std::move(with_statement(std::move(sql), offset));
}
Error&& Error::with_state(std::string state) && { return std::move(with_state(std::move(state))); }
Error&& Error::with_more(std::vector<Error> more) && { return std::move(with_more(std::move(more))); }

}  // namespace dbtool
