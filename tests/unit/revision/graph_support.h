#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "dbtool/revision_plan.h"

namespace dbtool::test {

/// Revisions in load order, one after another: `id < parent parent + dependency # label`, parted by commas.
/// The file of a revision is its id with `.yaml`.
inline std::vector<Revision> revisions(std::string_view text) {
  std::vector<Revision> result;
  std::vector<std::string>* list = nullptr;
  bool starts = true;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find_first_of(" ,", at), text.size());
    const std::string word(text.substr(at, end - at));
    if (word == "<") {
      list = &result.back().down_revisions;
    } else if (word == "+") {
      list = &result.back().depends_on;
    } else if (word == "#") {
      list = &result.back().branch_labels;
    } else if (!word.empty() && starts) {
      result.push_back({.id = word, .location = {.file = word + ".yaml"}});
      starts = false;
    } else if (!word.empty()) {
      list->push_back(word);
    }
    if (end < text.size() && text[end] == ',') starts = true;
    at = end + 1;
  }
  return result;
}

inline RevisionGraph graph(std::string_view text) { return RevisionGraph(revisions(text)); }

template <typename Indexes>
std::vector<RevisionId> ids(const RevisionGraph& graph, const Indexes& indexes) {
  std::vector<RevisionId> result;
  for (const RevisionIndex index : indexes) result.push_back(graph.id(index));
  return result;
}

inline std::vector<RevisionId> ids(const RevisionPlan& plan) {
  std::vector<RevisionId> result;
  for (const RevisionStep& step : plan.steps) result.push_back(step.revision);
  return result;
}

/// `a b c` as a list.
inline std::vector<std::string> words(std::string_view text) {
  std::vector<std::string> result;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (end > 0) result.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return result;
}

/// The error that `run` throws; fails the test if it throws none.
template <typename Run>
Error error_of(Run run) {
  try {
    run();
  } catch (const Error& error) {
    return error;
  }
  ADD_FAILURE() << "no error";
  return Error(ErrorCode::kUsage, "");
}

/// The worked example of Alembic's order, with a branch, two bases and a dependency.
inline constexpr std::string_view kExample =
    "aaaa1, aaaa2 < aaaa1, bbbb3 < aaaa1, cccc4 < bbbb3, dddd5 + aaaa2";

}  // namespace dbtool::test
