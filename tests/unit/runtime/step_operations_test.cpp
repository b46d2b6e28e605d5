#include "runtime/step_operations.h"

#include <set>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/compress.h"
#include "base/digest.h"
#include "dialects/registry.h"
#include "unit/base/thrown_error.h"

namespace dbtool::runtime {
namespace {

/// So many that they are read on several threads.
constexpr int kScripts = 300;

/// A line of scripts, each of which drops a table; some name a dialect that is none.
std::vector<MemoryScript> scripts(const std::set<int>& wrong = {}) {
  std::vector<MemoryScript> all;
  for (int i = 0; i < kScripts; ++i) {
    const std::string parent = i == 0 ? "null" : fmt::format("r{}", i - 1);
    all.push_back({.name = fmt::format("versions/{}.yaml", i),
                   .text = fmt::format("revision: r{}\ndown_revision: {}\nupgrade:\n"
                                       "  - drop_table: {{name: t{}{}}}\ndowngrade: []\n",
                                       i, parent, i, wrong.contains(i) ? ", nmae: t" : "")});
  }
  return all;
}

class StepOperationsTest : public testing::Test {
 protected:
  static StepOperations read(const ScriptLibrary& library, StepKind kind) {
    std::vector<RevisionStep> steps;
    for (int i = 0; i < kScripts; ++i) steps.push_back({.kind = kind, .revision = fmt::format("r{}", i)});
    return {library, steps, dialects::find_dialect("sqlite"), StepOperations::Records::kMade};
  }
};

TEST_F(StepOperationsTest, HasEachStepsOwnOperationsAndScript) {
  const ScriptLibrary library(make_memory_source(scripts()));
  const StepOperations operations = read(library, StepKind::kUpgrade);
  for (int i = 0; i < kScripts; ++i) {
    const RevisionStep step{.kind = StepKind::kUpgrade, .revision = fmt::format("r{}", i)};
    ASSERT_EQ(operations.of(step).size(), 1U);
    EXPECT_EQ(std::get<ops::DropTable>(operations.of(step)[0].what).name, fmt::format("t{}", i));
    const ScriptRecord record = operations.record_of(step);
    EXPECT_EQ(record.file, fmt::format("{}.yaml", i));
    const std::string text = scripts()[static_cast<std::size_t>(i)].text;
    EXPECT_EQ(base::decompressed(record.content, ErrorCode::kInternal), text);
    EXPECT_EQ(record.text_checksum, base::sha256_hex(text));
  }
}

TEST_F(StepOperationsTest, KeepsTheTextOfAnUpgradeOnly) {
  const ScriptLibrary library(make_memory_source(scripts()));
  const ScriptRecord record =
      read(library, StepKind::kDowngrade).record_of({.kind = StepKind::kDowngrade, .revision = "r7"});
  EXPECT_EQ(record.file, "7.yaml");
  EXPECT_FALSE(record.checksum.empty());
  EXPECT_TRUE(record.content.empty());
  EXPECT_TRUE(record.text_checksum.empty());
}

TEST_F(StepOperationsTest, KeepsALargeTextToo) {
  const std::string text = "revision: r0\nupgrade: []\n# " + std::string(100'000, 'x') + "\n";
  const ScriptLibrary library(make_memory_source({{.name = "0.yaml", .text = text}}));
  const RevisionStep step{.kind = StepKind::kUpgrade, .revision = "r0"};
  const StepOperations operations(library, std::span(&step, 1), dialects::find_dialect("sqlite"),
                                  StepOperations::Records::kMade);
  EXPECT_EQ(base::decompressed(operations.record_of(step).content, ErrorCode::kInternal), text);
  EXPECT_EQ(operations.record_of(step).text_checksum, base::sha256_hex(text));
}

TEST_F(StepOperationsTest, TellsTheMistakeOfTheEarliestStep) {
  const ScriptLibrary library(make_memory_source(scripts({290, 20, 160})));
  const Error error = base::thrown_error([&] { (void)read(library, StepKind::kUpgrade); });
  EXPECT_EQ(error.code(), ErrorCode::kScript);
  EXPECT_EQ(error.location(), (Location{.file = "versions/20.yaml", .line = 4, .column = 29}));
}

}  // namespace
}  // namespace dbtool::runtime
