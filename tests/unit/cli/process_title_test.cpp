#include "cli/process_title.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace dbtool::cli {
namespace {

TEST(ProcessTitleTest, ShowsNoPasswordOfAUrl) {
  std::vector<std::string> memory = {"dbtool",
                                     "--url",
                                     "postgresql://me:s3cr%40et@host/db",
                                     "--url=mysql://me:pw@host/db",
                                     "postgresql:///db?host=/run&password=s3cret",
                                     "upgrade"};
  const std::vector<std::string> given = memory;
  std::vector<char*> argv;
  for (std::string& argument : memory) argv.push_back(argument.data());
  EXPECT_EQ(take_arguments(static_cast<int>(argv.size()), argv.data()), given);
  EXPECT_STREQ(argv[2], "postgresql://me:***@host/db");
  EXPECT_EQ(std::string(argv[3]).find(":pw@"), std::string::npos) << argv[3];
  EXPECT_EQ(std::string(argv[4]).find("s3cret"), std::string::npos) << argv[4];
  EXPECT_STREQ(argv[5], "upgrade");
}

}  // namespace
}  // namespace dbtool::cli
