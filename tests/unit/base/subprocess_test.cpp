#include "base/subprocess.h"

#include <gtest/gtest.h>

#include "base/files.h"
#include "temp_dir.h"
#include "thrown_error.h"

namespace dbtool::base {
namespace {

CommandResult run_shell(const std::string& script) {
  return run_command({.argv = {"sh", "-c", script}, .output = Output::kCapture});
}

TEST(SubprocessTest, CapturesBothStreamsAndTheStatus) {
  const CommandResult result = run_shell("echo out; echo error >&2; exit 3");
  EXPECT_EQ(result.out, "out\n");
  EXPECT_EQ(result.error, "error\n");
  EXPECT_EQ(result.exit_status, 3);
}

TEST(SubprocessTest, ReportsSignalsAsAShellDoes) { EXPECT_EQ(run_shell("kill -TERM $$").exit_status, 143); }

TEST(SubprocessTest, TakesMoreThanAPipeHolds) {
  const CommandResult result = run_shell("head -c 300000 /dev/zero >&2; head -c 300000 /dev/zero");
  EXPECT_EQ(result.out.size(), 300'000U);
  EXPECT_EQ(result.error.size(), 300'000U);
}

TEST(SubprocessTest, DropsWhatIsTooMuch) {
  const CommandResult result = run_shell("head -c 20000000 /dev/zero; exit 4");
  EXPECT_EQ(result.out.size(), 16U << 20U);
  EXPECT_EQ(result.exit_status, 4);
}

TEST(SubprocessTest, PassesArgumentsUntouched) {
  const CommandResult result =
      run_command({.argv = {"printf", "%s|", "a b", "", "$HOME", "'\"*"}, .output = Output::kCapture});
  EXPECT_EQ(result.out, "a b||$HOME|'\"*|");
}

TEST(SubprocessTest, RunsInAFolderWithMoreEnvironment) {
  const TempDir dir;
  const CommandResult result = run_command({.argv = {"sh", "-c", "pwd -P; echo \"$HOME $DBTOOL_TEST_URL\""},
                                            .folder = dir.path(),
                                            .environment = {{"DBTOOL_TEST_URL", "sqlite://"}, {"HOME", "/h"}},
                                            .output = Output::kCapture});
  EXPECT_EQ(result.out, std::filesystem::canonical(dir.path()).string() + "\n/h sqlite://\n");
}

TEST(SubprocessTest, InheritsStreamsIfNotCaptured) {
  const TempDir dir;
  const CommandResult result = run_command({.argv = {"sh", "-c", "echo x > file"}, .folder = dir.path()});
  EXPECT_EQ(result.exit_status, 0);
  EXPECT_EQ(result.out, "");
  EXPECT_EQ(read_file(dir / "file"), "x\n");
}

TEST(SubprocessTest, OurStdoutStaysCleanIfAskedFor) {
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  const CommandResult result =
      run_command({.argv = {"sh", "-c", "echo out; echo error >&2"}, .output = Output::kToStderr});
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "out\nerror\n");
  EXPECT_EQ(testing::internal::GetCapturedStdout(), "");
  EXPECT_EQ(result.out, "");
}

TEST(SubprocessTest, SaysWhyAProgramCannotBeStarted) {
  const auto message = [](const Command& command) {
    const Error error = thrown_error([&] { static_cast<void>(run_command(command)); });
    EXPECT_EQ(error.code(), ErrorCode::kIo);
    return error.message();
  };
  EXPECT_EQ(message({.argv = {"no-such-program"}}),
            "cannot run 'no-such-program': no such file or directory");
  EXPECT_EQ(message({.argv = {"/etc/passwd"}}), "cannot run '/etc/passwd': permission denied");
  EXPECT_EQ(message({.argv = {"true"}, .folder = "/no/such"}),
            "cannot run 'true' in '/no/such': not a directory");
  EXPECT_EQ(message({}), "cannot run an empty command");
}

}  // namespace
}  // namespace dbtool::base
