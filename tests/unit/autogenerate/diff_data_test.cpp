#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "autogenerate/diff.h"
#include "autogenerate/downgrade.h"
#include "autogenerate/render.h"
#include "base/document.h"
#include "base/files.h"
#include "schema/models_reader.h"
#include "support/data_files.h"
#include "support/exact_types.h"
#include "support/golden.h"

/// tests/data/diff/*.yaml: what a person writes (`current` and `desired`, two files of models, and `options`)
/// and, from the line `log:` on, what autogenerate makes of it. UPDATE_GOLDEN=1 rewrites the latter.
namespace dbtool::autogenerate {
namespace {

using base::Node;

Models models_of(const Node& document, std::string_view key, const std::string& file) {
  const Node* node = document.find(key);
  return node == nullptr || node->is_null() ? Models()
                                            : schema::read_models_text(base::write_yaml(*node), file);
}

DiffOptions options_of(const Node& document) {
  DiffOptions options;
  const Node* node = document.find("options");
  if (node == nullptr) return options;
  for (const base::NodeEntry& entry : node->entries()) {
    if (entry.key == "keeps_comments") options.keeps_comments = entry.value.as_boolean();
    if (entry.key == "keeps_identity") options.keeps_identity = entry.value.as_boolean();
    if (entry.key == "keeps_autoincrement") options.keeps_autoincrement = entry.value.as_boolean();
    if (entry.key == "stores_computed") options.stores_computed = entry.value.as_boolean();
    if (entry.key == "keeps_types") options.keeps_types = entry.value.as_boolean();
    if (entry.key == "keeps_sequences") options.keeps_sequences = entry.value.as_boolean();
    if (entry.key == "keeps_functions") options.keeps_functions = entry.value.as_boolean();
    if (entry.key == "keeps_unique_options") options.keeps_unique_options = entry.value.as_boolean();
    if (entry.key == "names_ignore_case") options.names_ignore_case = entry.value.as_boolean();
    if (entry.key == "foreign_keys_may_point_ahead") {
      options.foreign_keys_may_point_ahead = entry.value.as_boolean();
    }
    if (entry.key == "restrict_is_no_action") options.restrict_is_no_action = entry.value.as_boolean();
    if (entry.key == "foreign_keys_fix_types") options.foreign_keys_fix_types = entry.value.as_boolean();
    if (entry.key == "keeps_checks") options.keeps_checks = entry.value.as_boolean();
    if (entry.key == "constrains_computed") options.constrains_computed = entry.value.as_boolean();
    if (entry.key == "compare_type") options.compare_type = entry.value.as_boolean();
    if (entry.key == "compare_server_default") options.compare_server_default = entry.value.as_boolean();
    if (entry.key == "dialect") {
      static constexpr std::string_view kOwn[] = {"own"};
      options.dialect_names = kOwn;
    }
    if (entry.key == "default_schema") options.default_schema = entry.value.text();
    if (entry.key == "exclude") {
      options.include = [name = entry.value.text()](const QualifiedName& table) {
        return table.name != name;
      };
    }
  }
  return options;
}

Node texts(const std::vector<std::string>& lines) {
  Node list = Node::sequence();
  for (const std::string& line : lines) list.append(Node::string(line));
  return list;
}

/// What is kept as golden, as text.
std::string outcome(const Node& document, const std::string& file) {
  const Models current = models_of(document, "current", file);
  const Models desired = models_of(document, "desired", file);
  const support::ExactTypes types;
  const DiffOptions options = options_of(document);
  const Difference difference = compare(current.schema, desired, types, options);
  const Downgrade downgrade = derive_downgrade(difference.operations, current.schema);

  Node golden = Node::mapping();
  golden.set("log", texts(difference.log));
  if (!difference.warnings.empty()) golden.set("warnings", texts(difference.warnings));
  golden.set("up", base::read_yaml(to_yaml(difference.operations), file, ErrorCode::kScript));
  golden.set("down", base::read_yaml(to_yaml(downgrade.operations), file, ErrorCode::kScript));

  const Difference rest = compare(downgrade.upgraded, desired, types, options);
  EXPECT_EQ(to_yaml(rest.operations), "") << "the upgraded schema still differs";
  return base::write_yaml(golden);
}

class DiffDataTest : public testing::TestWithParam<test::DataFile> {};

TEST_P(DiffDataTest, LeadsFromTheDatabaseToTheModelsAndBack) {
  const std::filesystem::path& path = GetParam().path;
  const Node document = base::read_yaml(base::read_file(path), path.string(), ErrorCode::kModels);
  test::expect_golden(path, {"log:"}, outcome(document, path.filename().string()));
}

INSTANTIATE_TEST_SUITE_P(Files, DiffDataTest, testing::ValuesIn(test::data_files("diff")),
                         [](const auto& test) { return test.param.path.stem().string(); });

}  // namespace
}  // namespace dbtool::autogenerate
