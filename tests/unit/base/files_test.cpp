#include "base/files.h"

#include <algorithm>
#include <atomic>
#include <csignal>
#include <thread>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "ordinary_user.h"
#include "temp_dir.h"
#include "thrown_error.h"

namespace dbtool::base {
namespace {

namespace fs = std::filesystem;

std::size_t files_in(const fs::path& folder) {
  return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

TEST(FilesTest, ReadsBackWhatItWrote) {
  const TempDir dir;
  for (const std::size_t size : {0U, 1U, 65535U, 65536U, 300'000U}) {
    std::string bytes(size, '\0');
    for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<char>(i * 7);
    write_file_atomically(dir / "a", bytes);
    EXPECT_EQ(read_file(dir / "a") == bytes, true) << size;
  }
  EXPECT_EQ(files_in(dir.path()), 1U);
}

TEST(FilesTest, SaysWhyAFileCannotBeRead) {
  const TempDir dir;
  write_file_atomically(dir / "a", "12345");
  const auto what = [](const fs::path& path, std::size_t max_bytes) {
    return std::string(thrown_error([&] { static_cast<void>(read_file(path, max_bytes)); }).what());
  };
  EXPECT_EQ(what(dir / "b", 10), "cannot read '" + (dir / "b").string() + "': no such file or directory");
  EXPECT_EQ(what(dir.path(), 10), "cannot read '" + dir.path().string() + "': is a directory");
  EXPECT_EQ(what(dir / "a", 4), "cannot read '" + (dir / "a").string() + "': file too large");
  EXPECT_EQ(what("/dev/zero", 1000), "cannot read '/dev/zero': file too large");
  EXPECT_EQ(read_file(dir / "a", 5), "12345");
}

TEST(FilesTest, SaysThatPermissionIsMissing) {
  const TempDir dir;
  write_file_atomically(dir / "secret", "x");
  fs::permissions(dir / "secret", fs::perms::none);
  EXPECT_EQ(error_of_ordinary_user([&] { static_cast<void>(read_file(dir / "secret")); }),
            "cannot read '" + (dir / "secret").string() + "': permission denied");
}

TEST(FilesTest, LeavesNothingInAFolderThatItMayNotWriteTo) {
  const TempDir dir;
  fs::permissions(dir.path(), fs::perms(0555));
  EXPECT_EQ(error_of_ordinary_user([&] { write_file_atomically(dir / "a", "x"); }),
            "cannot write '" + (dir / "a").string() + "': permission denied");
  EXPECT_EQ(files_in(dir.path()), 0U);
  fs::permissions(dir.path(), fs::perms(0755));
}

TEST(FilesTest, LeavesNoHalfFileIfTheDiskIsFull) {
  const TempDir dir;
  write_file_atomically(dir / "a", "old");
  fs::permissions(dir.path(), fs::perms(0777));
  // A limit on the size of files fails in the middle of a write, just as a full disk does.
  const std::string what = error_of_ordinary_user([&] {
    const rlimit limit{.rlim_cur = 1000, .rlim_max = 1000};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    std::signal(SIGXFSZ, SIG_IGN);
    write_file_atomically(dir / "b", std::string(5000, 'x'));
  });
  EXPECT_EQ(what, "cannot write '" + (dir / "b").string() + "': file too large");
  EXPECT_EQ(read_file(dir / "a"), "old");
  EXPECT_EQ(files_in(dir.path()), 1U);
}

TEST(FilesTest, RefusesToReplaceAFolderOrToWriteBelowNothing) {
  const TempDir dir;
  fs::create_directory(dir / "folder");
  EXPECT_EQ(thrown_error([&] { write_file_atomically(dir / "folder", "x"); }).message(),
            "cannot write '" + (dir / "folder").string() + "': is a directory");
  EXPECT_EQ(thrown_error([&] { write_file_atomically(dir / "none" / "a", "x"); }).message(),
            "cannot write '" + (dir / "none" / "a").string() + "': no such file or directory");
}

TEST(FilesTest, KeepsTheModeOfTheFileThatIsReplaced) {
  const TempDir dir;
  write_file_atomically(dir / "a", "x");
  fs::permissions(dir / "a", fs::perms(0640));
  write_file_atomically(dir / "a", "y");
  EXPECT_EQ(fs::status(dir / "a").permissions(), fs::perms(0640));
}

TEST(FilesTest, GivesNewFilesTheModeOfTheUmask) {
  const TempDir dir;
  const mode_t old = ::umask(027);
  write_file_atomically(dir / "a", "x");
  ::umask(old);
  EXPECT_EQ(fs::status(dir / "a").permissions(), fs::perms(0640));
}

TEST(FilesTest, WritesThroughSymbolicLinks) {
  const TempDir dir;
  write_file_atomically(dir / "real", "x");
  fs::create_symlink("real", dir / "link");
  write_file_atomically(dir / "link", "y");
  EXPECT_TRUE(fs::is_symlink(dir / "link"));
  EXPECT_EQ(read_file(dir / "real"), "y");
}

TEST(FilesTest, KeepsAnExistingFileIfAsked) {
  const TempDir dir;
  write_file_atomically(dir / "a", "first", IfExists::kFail);
  const Error error = thrown_error([&] { write_file_atomically(dir / "a", "second", IfExists::kFail); });
  EXPECT_EQ(error.message(), "cannot write '" + (dir / "a").string() + "': file exists");
  EXPECT_EQ(error.code(), ErrorCode::kIo);
  EXPECT_EQ(read_file(dir / "a"), "first");
  EXPECT_EQ(files_in(dir.path()), 1U);
}

TEST(FilesTest, LetsOneOfManyWritersWin) {
  const TempDir dir;
  for (int round = 0; round < 20; ++round) {
    const fs::path path = dir / std::to_string(round);
    std::atomic<int> winners = 0;
    std::vector<std::thread> writers;
    for (int i = 0; i < 4; ++i) {
      writers.emplace_back([&] {
        try {
          write_file_atomically(path, "x", IfExists::kFail);
          ++winners;
        } catch (const Error&) {
        }
      });
    }
    for (std::thread& writer : writers) writer.join();
    EXPECT_EQ(winners, 1);
  }
  EXPECT_EQ(files_in(dir.path()), 20U);
}

TEST(FilesTest, CreatesFoldersWithTheirParents) {
  const TempDir dir;
  base::create_directories(dir / "a" / "b");
  base::create_directories(dir / "a" / "b");
  EXPECT_TRUE(fs::is_directory(dir / "a" / "b"));
  write_file_atomically(dir / "file", "x");
  EXPECT_EQ(thrown_error([&] { base::create_directories(dir / "file" / "b"); }).code(), ErrorCode::kIo);
}

TEST(FilesTest, DisplaysPathsBelowTheCurrentFolderRelatively) {
  const fs::path current = fs::current_path();
  EXPECT_EQ(display_path(current / "a" / "b"), "a/b");
  EXPECT_EQ(display_path("a/../b"), "b");
  EXPECT_EQ(display_path("/etc/passwd"), "/etc/passwd");
  EXPECT_EQ(display_path(current), ".");
  EXPECT_EQ(display_path("../x"), (current.parent_path() / "x").string());
}

}  // namespace
}  // namespace dbtool::base
