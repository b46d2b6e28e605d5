#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "sql/splitter.h"
#include "support/sql_syntaxes.h"

namespace dbtool::sql {
namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return std::move(text).str();
}

/// `<name>.<syntax>.sql`
const Syntax& syntax_of(const fs::path& path) {
  const std::string name = path.stem().extension().string().substr(1);
  const auto* found = std::find_if(test::kSyntaxes.begin(), test::kSyntaxes.end(),
                                   [&name](const test::NamedSyntax& each) { return each.name == name; });
  if (found == test::kSyntaxes.end()) throw std::runtime_error("no syntax is called " + name);
  return found->syntax;
}

std::string dump(const fs::path& path) {
  const std::string text = read(path);
  const SourceText source{.text = text, .start = {.file = path.filename().string(), .line = 1, .column = 1}};
  std::string result;
  std::vector<Note> notes;
  try {
    for (const Piece& piece : split(source, syntax_of(path), &notes)) {
      const bool data = piece.kind == PieceKind::kCopyData;
      result += fmt::format("=== {} {}:{}\n{}\n", data ? "copy data" : "statement", piece.line, piece.column,
                            piece.in(text));
    }
  } catch (const Error& error) {
    result += fmt::format("=== error\n{}\n{}\n", error.what(), error.hint());
  }
  for (const Note& note : notes)
    result += fmt::format("=== note\n{}: {}\n", to_string(note.location), note.message);
  return result;
}

std::vector<fs::path> scripts() {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(fs::path(DBTOOL_TEST_DATA) / "lex")) {
    if (entry.path().extension() == ".sql") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

class SplitterGoldenTest : public testing::TestWithParam<fs::path> {};

TEST_P(SplitterGoldenTest, GivesThePiecesOfTheGoldenFile) {
  const fs::path golden = GetParam().string() + ".golden";
  const std::string is = dump(GetParam());
  if (std::getenv("UPDATE_GOLDEN") != nullptr) std::ofstream(golden, std::ios::binary) << is;
  EXPECT_EQ(is, read(golden)) << "UPDATE_GOLDEN=1 rewrites " << golden;
}

std::string file_name(const testing::TestParamInfo<fs::path>& info) {
  std::string name = info.param.stem().string();
  std::replace(name.begin(), name.end(), '.', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Files, SplitterGoldenTest, testing::ValuesIn(scripts()), file_name);

}  // namespace
}  // namespace dbtool::sql
