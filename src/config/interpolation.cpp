#include "config/interpolation.h"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/strings.h"
#include "dbtool/error.h"

namespace dbtool::config {
namespace {

constexpr std::size_t kMaxDepth = 10;           // configparser.MAX_INTERPOLATION_DEPTH
constexpr std::size_t kMaxReferences = 10'000;  // ten levels of a thousand references never end
constexpr std::size_t kMaxBytes = 16U << 20U;

class Interpolation {
 public:
  Interpolation(std::string_view key, const RawLookup& lookup) : key_(key), lookup_(lookup) {}

  std::string run(const std::string& value) && {
    chain_.emplace_back(key_);
    expand(value);
    return std::move(result_);
  }

 private:
  Error error(std::string_view what) const {
    return {ErrorCode::kConfig, fmt::format("in the value of '{}': {}", key_, what)};
  }

  void append(std::string_view text) {
    if (result_.size() + text.size() > kMaxBytes) throw error("it is too large once interpolated");
    result_ += text;
  }

  void expand(std::string_view rest) {
    for (;;) {
      const std::size_t percent = rest.find('%');
      append(rest.substr(0, percent));
      if (percent == std::string_view::npos) return;
      rest.remove_prefix(percent + 1);
      if (rest.starts_with('%')) {
        append("%");
        rest.remove_prefix(1);
      } else if (rest.starts_with('(')) {
        rest.remove_prefix(expand_reference(rest));
      } else {
        throw error("'%' must be followed by '%' or '('").with_hint("write '%%' for a percent sign");
      }
    }
  }

  /// `rest` begins with '('. Returns how much of it the reference takes.
  std::size_t expand_reference(std::string_view rest) {
    const std::size_t close = rest.find(')');
    if (close == std::string_view::npos || close == 1 || !rest.substr(close + 1).starts_with('s')) {
      throw error("bad interpolation variable reference after '%('").with_hint("write '%(name)s', or '%%('");
    }
    const std::string name = base::to_lower(rest.substr(1, close - 1));
    const std::string* value = lookup_(name);
    if (value == nullptr) {
      throw error(fmt::format("'%({})s' refers to a key that does not exist", name))
          .with_hint(
              fmt::format("add '{}' to the same section or to [DEFAULT], or write '%%({})s'", name, name));
    }
    if (++references_ > kMaxReferences) throw error("it has too many references");
    if (value->find('%') == std::string::npos) {
      append(*value);
    } else {
      expand_nested(name, *value);
    }
    return close + 2;
  }

  void expand_nested(const std::string& name, const std::string& value) {
    if (std::find(chain_.begin(), chain_.end(), name) != chain_.end()) {
      throw error(fmt::format("circular reference: {} -> {}", base::join(chain_, " -> "), name));
    }
    if (chain_.size() == kMaxDepth) {
      throw error(fmt::format("references are nested deeper than {} levels", kMaxDepth));
    }
    chain_.push_back(name);
    expand(value);
    chain_.pop_back();
  }

  std::string_view key_;
  const RawLookup& lookup_;
  std::vector<std::string> chain_;
  std::size_t references_ = 0;
  std::string result_;
};

}  // namespace

std::string interpolate(std::string_view key, const std::string& value, const RawLookup& lookup) {
  return Interpolation(key, lookup).run(value);
}

}  // namespace dbtool::config
