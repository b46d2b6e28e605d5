#pragma once

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <initializer_list>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "base/files.h"

namespace dbtool::test {

/// Expects that a file ends with `golden`: what stands in it from the first line on that begins with one of
/// `keys`. The rest is a person's. UPDATE_GOLDEN=1 writes it instead.
inline void expect_golden(const std::filesystem::path& path, std::initializer_list<std::string_view> keys,
                          const std::string& golden) {
  const std::string text = base::read_file(path);
  std::size_t start = text.size();
  for (const std::string_view key : keys) {
    const std::size_t found = text.find("\n" + std::string(key));
    if (found != std::string::npos) start = std::min(start, found + 1);
  }
  const std::string wanted = text.substr(0, start) + golden;
  if (std::getenv("UPDATE_GOLDEN") != nullptr) {  // NOLINT(concurrency-mt-unsafe)
    base::write_file_atomically(path, wanted);
    return;
  }
  EXPECT_EQ(text, wanted);
}

}  // namespace dbtool::test
