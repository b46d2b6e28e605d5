#include "base/compress.h"

#include <string>

#include <gtest/gtest.h>

#include "thrown_error.h"

namespace dbtool::base {
namespace {

TEST(CompressTest, GivesBackWhatItWasGiven) {
  std::string every_byte;
  for (int i = 0; i < 256; ++i) every_byte += static_cast<char>(i);
  for (const std::string& text :
       {std::string(), std::string("a"), std::string("ab"), every_byte, every_byte + every_byte,
        std::string(511, 'x'), std::string(512, 'x'), std::string(1'000'000, 'x')}) {
    EXPECT_EQ(decompressed(compressed(text), ErrorCode::kDatabase), text);
  }
}

TEST(CompressTest, LeavesAShortTextAsItIs) {
  // zlib's header, a stored block of two bytes, and Adler-32
  EXPECT_EQ(compressed("ab"), "eAEBAgD9/2FiASYAxA==");
}

TEST(CompressTest, ReadsWhatOthersHaveCompressed) {
  // python3 -c 'print(base64.b64encode(zlib.compress(b"what is compressed, and compressed again", 1)))'
  EXPECT_EQ(decompressed("eAErz0gsUcgsVkjOzy0oSi0uTk3RUUjMS0HiKySmJ2bmAQAyOg76", ErrorCode::kDatabase),
            "what is compressed, and compressed again");
}

TEST(CompressTest, IsSmallerThanARepetitiveText) {
  EXPECT_LT(compressed(std::string(10'000, 'x')).size(), 200U);
}

TEST(CompressTest, RefusesWhatItHasNotMade) {
  for (const char* text : {"", "no base64 at all!", "AAAA"}) {
    const Error error = thrown_error([&] { static_cast<void>(decompressed(text, ErrorCode::kOutOfSync)); });
    EXPECT_EQ(error.code(), ErrorCode::kOutOfSync) << text;
  }
  const std::string whole = compressed("a script");
  const Error error = thrown_error(
      [&] { static_cast<void>(decompressed(whole.substr(0, whole.size() / 2), ErrorCode::kOutOfSync)); });
  EXPECT_EQ(error.message(), "a compressed text is damaged");
}

TEST(Crc32, IsThatOfTheStandardsCheckValue) {
  EXPECT_EQ(crc32("123456789"), 0xCBF43926U);
  EXPECT_EQ(crc32(""), 0U);
}

}  // namespace
}  // namespace dbtool::base
