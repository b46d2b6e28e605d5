#include "script/directory_source.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "base/files.h"
#include "unit/base/ordinary_user.h"
#include "unit/base/temp_dir.h"
#include "unit/base/thrown_error.h"

namespace dbtool::script {
namespace {

namespace fs = std::filesystem;

/// A repository on disk with one location, `versions`.
class DirectorySourceTest : public testing::Test {
 protected:
  DirectorySourceTest() { fs::create_directory(versions_); }

  void write(const std::string& name, const std::string& text) {
    fs::create_directories((versions_ / name).parent_path());
    base::write_file_atomically(versions_ / name, text);
  }
  void write_script(const std::string& name, const std::string& id) { write(name, "revision: " + id + "\n"); }

  DirectorySource source(Recursion recursion = Recursion::kThisFolder) {
    return DirectorySource({.script_location = dir_.path(),
                            .locations = locations_,
                            .recursion = recursion,
                            .warn = [this](const std::string& warning) { warnings_.push_back(warning); }});
  }

  std::string ids(Recursion recursion = Recursion::kThisFolder) {
    std::string ids;
    for (const ScriptHeader& header : source(recursion).headers()) ids += header.revision.id + " ";
    return ids;
  }

  base::TempDir dir_;
  fs::path versions_ = dir_ / "versions";
  std::vector<fs::path> locations_ = {versions_};
  std::vector<std::string> warnings_;
};

TEST_F(DirectorySourceTest, ReadsFilesInTheOrderOfTheirNamesBytes) {
  write_script("b.yaml", "1");
  write_script("B.yml", "2");
  write_script("a.yaml", "3");
  write("ä.sql", "-- revision: 4\n");
  write_script("a_b.yaml", "5");
  EXPECT_EQ(ids(), "2 3 5 1 4 ");
}

TEST_F(DirectorySourceTest, PassesOverWhatIsNoScript) {
  for (const std::string name :
       {".#a.yaml", ".a.sql", "a.yaml~", "#a.yaml#", "a.csv", "README", "__init__.py", "a.txt"}) {
    write(name, "not a script");
  }
  fs::create_directory(versions_ / "folder.yaml");
  fs::create_symlink(versions_ / "nowhere", versions_ / ".#b.yaml");
  ASSERT_EQ(::mkfifo((versions_ / "pipe.yaml").c_str(), 0600), 0);
  write_script("a.yaml", "a");
  EXPECT_EQ(ids(), "a ");
}

TEST_F(DirectorySourceTest, WalksAFoldersFilesBeforeItsSubfolders) {
  for (const std::string name :
       {"z.yaml", "b/a.yaml", "b/b/a.yaml", "a/z.yaml", ".git/x.yaml", "__pycache__/x.yaml"}) {
    write_script(name, name.substr(0, name.size() - 5));
  }
  fs::create_directory_symlink(versions_, versions_ / "b" / "loop");
  EXPECT_EQ(ids(), "z ");
  EXPECT_EQ(ids(Recursion::kSubfolders), "z a/z b/a b/b/a ");
  EXPECT_TRUE(warnings_.empty());
}

TEST_F(DirectorySourceTest, ReadsLocationsInTheirOrderAndPassesOverMissingOnes) {
  locations_ = {dir_ / "other", dir_ / "missing", versions_};
  write_script("a.yaml", "a");
  fs::create_directory(dir_ / "other");
  base::write_file_atomically(dir_ / "other/z.yaml", "revision: z\n");
  EXPECT_EQ(ids(), "z a ");
}

TEST_F(DirectorySourceTest, RefusesALocationThatItCannotLookInto) {
  base::write_file_atomically(dir_ / "file", "");
  fs::create_symlink("nowhere", dir_ / "link");
  fs::create_symlink("loop", dir_ / "loop");
  for (const std::string name : {"file", "file/versions", "link", "loop"}) {
    locations_ = {dir_ / name};
    const Error error = base::thrown_error([&] { (void)source().headers(); });
    EXPECT_EQ(error.code(), ErrorCode::kIo) << name;
    EXPECT_TRUE(error.message().starts_with("cannot list '" + (dir_ / name).string() + "': "))
        << error.what();
  }
}

TEST_F(DirectorySourceTest, RefusesFoldersThatMayNotBeRead) {
  write_script("a.yaml", "a");
  for (const fs::path& folder : {dir_.path(), versions_}) {
    fs::permissions(folder, fs::perms::none);
    const std::string what = base::error_of_ordinary_user([&] { (void)source().headers(); });
    fs::permissions(folder, fs::perms::owner_all);
    EXPECT_EQ(what, "cannot list '" + versions_.string() + "': permission denied") << folder;
  }
}

TEST_F(DirectorySourceTest, NamesALinkThatPointsNowhere) {
  fs::create_symlink("gone.yaml", versions_ / "a.yaml");
  const Error error = base::thrown_error([&] { (void)source().headers(); });
  EXPECT_EQ(error.code(), ErrorCode::kIo);
  EXPECT_EQ(error.message(), "cannot read '" + (versions_ / "a.yaml").string() +
                                 "': it is a link to 'gone.yaml', which does not exist");
}

TEST_F(DirectorySourceTest, WarnsOfAFileThatIsReachedTwice) {
  locations_ = {versions_, versions_ / "." / "", versions_ / "sub"};
  write_script("a.yaml", "a");
  write_script("sub/b.yaml", "b");
  fs::create_symlink("a.yaml", versions_ / "link.yaml");
  EXPECT_EQ(ids(), "a b ");
  ASSERT_EQ(warnings_.size(), 3U);
  EXPECT_EQ(warnings_[0], "File " + (versions_ / "link.yaml").string() +
                              " loaded twice! ignoring. Please ensure version_locations is unique.");
}

TEST_F(DirectorySourceTest, SaysInAlembicsWordsThatTheRepositoryIsMissing) {
  const DirectorySource missing({.script_location = dir_ / "gone", .locations = {dir_ / "gone/versions"}});
  EXPECT_EQ(base::thrown_error([&] { (void)missing.headers(); }).what(),
            "Path doesn't exist: " + (dir_ / "gone").string() +
                ".  Please use the 'init' command to create a new scripts folder.");
}

TEST_F(DirectorySourceTest, TellsOfAllBrokenScriptsAtOnce) {
  write("a.yaml", "message: m\n");
  write("b.yaml", "revision: b\n");
  write("c.sql", "SELECT 1;\n");
  const Error error = base::thrown_error([&] { (void)source().headers(); });
  EXPECT_EQ(error.code(), ErrorCode::kScript);
  EXPECT_EQ(error.what(), (versions_ / "a.yaml").string() + ": the script has no 'revision'");
  ASSERT_FALSE(error.more().empty());
  EXPECT_EQ(error.more()[0].location().file, (versions_ / "c.sql").string());
}

TEST_F(DirectorySourceTest, RefusesAPythonScriptThatHasNoSuccessor) {
  write("a.py", "revision: str = 'a'\n");
  write("helpers.py", "x = 1\n");
  const Error error = base::thrown_error([&] { (void)source().headers(); });
  EXPECT_EQ(error.what(), (versions_ / "a.py").string() +
                              ": revision 'a' is a Python script of Alembic, which dbtool cannot run");
  EXPECT_EQ(error.hint(), "write what it does as a .yaml or .sql script with 'revision: a' beside it");
  write("z.sql", "-- revision: a\n");
  EXPECT_EQ(ids(), "a ");
}

TEST_F(DirectorySourceTest, NamesAFileThatVanished) {
  write_script("a.yaml", "a");
  const DirectorySource scripts = source();
  const ScriptHeader header = scripts.headers().at(0);
  fs::remove(versions_ / "a.yaml");
  const Error error = base::thrown_error([&] { (void)scripts.text(header); });
  EXPECT_EQ(error.code(), ErrorCode::kIo);
  EXPECT_NE(std::string(error.what()).find((versions_ / "a.yaml").string()), std::string::npos);
}

TEST_F(DirectorySourceTest, ReadsHeadersThatAreLargerThanOneRead) {
  const std::string filler(100'000, 'x');
  write("a.sql", "-- message: " + filler + "\n-- revision: a\n-- upgrade\nSELECT '" + filler + "';\n");
  write("b.yaml",
        "message: " + filler + "\nrevision: b\nupgrade:\n  - execute: " + filler + "\ndepends_on: a\n");
  const DirectorySource scripts = source();
  const std::vector<ScriptHeader> headers = scripts.headers();
  ASSERT_EQ(headers.size(), 2U);
  EXPECT_EQ(headers[0].revision.message, filler);
  EXPECT_EQ(headers[1].revision.depends_on, std::vector<std::string>{"a"});
  EXPECT_EQ(scripts.body(headers[0], scripts.text(headers[0]), {}).upgrade.size(), 1U);
}

/// So many that they are read on several threads.
TEST_F(DirectorySourceTest, KeepsTheOrderOfManyFiles) {
  std::string expected;
  for (int i = 10'000; i < 12'500; ++i) {
    write_script(std::to_string(i) + ".yaml", "r" + std::to_string(i));
    expected += "r" + std::to_string(i) + " ";
  }
  EXPECT_EQ(ids(), expected);
  for (const char* broken : {"10003.yaml", "10004.yaml", "12499.yaml"}) write(broken, "message: m\n");
  const Error error = base::thrown_error([&] { (void)source().headers(); });
  EXPECT_EQ(error.location().file, (versions_ / "10003.yaml").string());
  ASSERT_EQ(error.more().size(), 2U);
  EXPECT_EQ(error.more()[1].location().file, (versions_ / "12499.yaml").string());
}

TEST_F(DirectorySourceTest, TellsOfTheFirstTwentyOfManyBrokenScripts) {
  for (int i = 10'000; i < 12'500; ++i) {
    const std::string number = std::to_string(i);
    write(number + ".yaml", i % 100 == 7 || i >= 12'400 ? "message: m\n" : "revision: r" + number + "\n");
  }
  const Error error = base::thrown_error([&] { (void)source().headers(); });
  EXPECT_EQ(error.location().file, (versions_ / "10007.yaml").string());
  ASSERT_EQ(error.more().size(), 20U);
  EXPECT_EQ(error.more()[18].location().file, (versions_ / "11907.yaml").string());
  EXPECT_STREQ(error.more()[19].what(), "there may be more: these are the first 20");
}

TEST_F(DirectorySourceTest, AHeaderHasTheTextOfASmallScript) {
  for (const std::size_t size : {0U, 1'000U, 4'000U, 5'000U, 20'000U}) {
    const std::string text = "revision: a1\nupgrade: []\n# " + std::string(size, 'x') + "\n";
    write("a.yaml", text);
    const DirectorySource scripts = source();
    const ScriptHeader header = scripts.headers().at(0);
    EXPECT_EQ(header.text, size > 4'000 ? "" : text);
    EXPECT_EQ(scripts.text(header), text);
  }
}

TEST_F(DirectorySourceTest, NotAllHeadersHaveTheTextsOfManyScripts) {
  const std::string filler(4'000, 'x');
  for (int i = 0; i < 1'500; ++i) {
    const std::string number = std::to_string(i);
    write(number + ".sql", "-- revision: r" + number + "\n-- " + filler + "\n");
  }
  std::size_t bytes = 0;
  for (const ScriptHeader& header : source().headers()) bytes += header.text.size();
  EXPECT_GT(bytes, 3U << 20U);
  EXPECT_LE(bytes, 4U << 20U);
}

}  // namespace
}  // namespace dbtool::script
