#include <gtest/gtest.h>

#include "base/random.h"
#include "base/sha256.h"

namespace dbtool::base {
namespace {

// FIPS 180-4's examples.
TEST(Sha256Test, HashesTheStandardsExamples) {
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

TEST(RandomTest, GivesTwoDigitsAByteAndOthersEachTime) {
  EXPECT_EQ(random_hex(0), "");
  const std::string first = random_hex(6);
  EXPECT_EQ(first.size(), 12U);
  EXPECT_EQ(first.find_first_not_of("0123456789abcdef"), std::string::npos);
  EXPECT_NE(random_hex(16), random_hex(16));
}

}  // namespace
}  // namespace dbtool::base
