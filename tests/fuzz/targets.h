#pragma once

#include <span>
#include <string_view>

namespace dbtool::fuzz {

/// Something that reads what people write. It may refuse an input by an Error, and do nothing else wrong:
/// what holds of every input is checked with abort().
struct Target {
  std::string_view name;  ///< that of its corpus, tests/fuzz/corpus/NAME
  void (*run)(std::string_view input);
};

[[nodiscard]] std::span<const Target> targets();

}  // namespace dbtool::fuzz
