// The revision graph beside the real Alembic, on thousands of random graphs: the same steps, rows, listings
// and errors. Where Alembic crashes, or leaves rows that are not the maximal applied revisions, dbtool gives
// the sensible result instead.

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "dbtool/revision_plan.h"
#include "dbtool/version_rows.h"
#include "peers/alembic.h"

namespace dbtool::test {
namespace {

using Json = nlohmann::json;
using Strings = std::vector<std::string>;

constexpr int kGraphsAtATime = 1000;
constexpr int kDefaultThousands = 3;
constexpr int kMaxShown = 12;

RevisionGraph graph_of(const Json& revisions) {
  std::vector<Revision> result;
  for (const Json& each : revisions) {
    result.push_back({.id = each["id"],
                      .down_revisions = each["down"],
                      .branch_labels = each["labels"],
                      .depends_on = each["depends"]});
  }
  return RevisionGraph(std::move(result));
}

template <class Indexes>
Strings ids(const RevisionGraph& graph, const Indexes& indexes) {
  Strings result;
  for (const RevisionIndex index : indexes) result.push_back(graph.id(index));
  return result;
}

Strings sorted(Strings strings) {
  std::sort(strings.begin(), strings.end());
  return strings;
}

/// Alembic shows a revision twice that two heads lead to.
Strings each_once(const Strings& strings) {
  Strings result;
  for (const std::string& each : strings) {
    if (std::find(result.begin(), result.end(), each) == result.end()) result.push_back(each);
  }
  return result;
}

/// What dbtool does with a command.
struct Outcome {
  Strings steps = {};       ///< or revisions, for a listing
  Strings rows_after = {};  ///< sorted
  std::string error = {};

  bool operator==(const Outcome&) const = default;
};

Outcome listed(Strings revisions) { return {.steps = std::move(revisions)}; }

Outcome planned(const RevisionGraph& graph, const Strings& rows, const RevisionPlan& plan) {
  Outcome outcome;
  VersionRows table(graph, rows);
  for (const RevisionStep& step : plan.steps) {
    if (step.kind != StepKind::kStamp) outcome.steps.push_back(step.revision);
    table.apply(step);
  }
  outcome.rows_after = sorted(table.rows());
  return outcome;
}

Outcome run(const RevisionGraph& graph, const Json& item) {
  const std::string command = item["command"];
  const Strings rows = item["rows"];
  const Strings targets = item["targets"];
  try {
    if (command == "upgrade") return planned(graph, rows, plan_upgrade(graph, rows, targets[0]));
    if (command == "downgrade") return planned(graph, rows, plan_downgrade(graph, rows, targets[0]));
    if (command == "stamp") return planned(graph, rows, plan_stamp(graph, rows, targets));
    if (command == "show") return listed(ids(graph, resolve_revisions(graph, targets[0])));
    if (command == "current") return listed(sorted(ids(graph, current(graph, rows))));
    return listed(ids(graph, history(graph, {.start = targets[0], .end = targets[1]}, rows)));
  } catch (const Error& error) {
    return {.error = error.message()};
  }
}

Outcome alembics(const Json& item) {
  Outcome outcome{.error = item.value("error", "")};
  outcome.rows_after = item.value("rows_after", Strings());
  for (const Json& step : item.value("steps", Json::array())) {
    for (const char* kind : {"up", "down"}) {
      if (step.contains(kind)) outcome.steps.push_back(step[kind]);
    }
  }
  if (item.contains("revisions")) outcome.steps = item["revisions"].get<Strings>();
  if (item["command"] == "show") outcome.steps = each_once(outcome.steps);
  return outcome;
}

/// True if no row is below another: a table that the next upgrade can start from.
bool are_maximal(const RevisionGraph& graph, const Strings& rows) {
  for (const std::string& row : rows) {
    std::vector<RevisionIndex> pending = {*graph.find(row)};
    std::set<RevisionIndex> below;
    while (!pending.empty()) {
      const RevisionIndex next = pending.back();
      pending.pop_back();
      for (const RevisionIndex parent : graph.all_parents(next)) {
        if (below.insert(parent).second) pending.push_back(parent);
      }
    }
    for (const std::string& other : rows) {
      if (below.contains(*graph.find(other))) return false;
    }
  }
  return true;
}

/// What two errors have to have in common. Left out are names that stand in the order of Python's sets,
/// Python's way to show rows, and, for a range, which of its sides has several heads: Alembic names the wrong
/// one.
std::string comparable(std::string error, const Json& item) {
  std::vector<std::string> ends = {"Requested revision ", "Requested range "};
  if (item["command"] == "history")
    ends.emplace_back("Multiple head revisions are present for given argument ");
  for (const std::string& end : ends) {
    if (error.starts_with(end)) error.resize(end.size());
  }
  return error;
}

/// True if the rows have all that a stamp asks for, but for what another of its targets implies.
bool has_all_targets(const RevisionGraph& graph, const Json& item, const Strings& rows) {
  Strings wanted;
  for (const std::string target : item["targets"]) {
    for (const RevisionIndex index : resolve_revisions(graph, target, ResolveFor::kStamp)) {
      wanted.push_back(graph.id(index));
    }
  }
  return std::all_of(wanted.begin(), wanted.end(), [&](const std::string& id) {
    const auto is_above = [&](const std::string& other) {
      return other != id && !are_maximal(graph, {id, other}) &&
             graph.rank(*graph.find(other)) > graph.rank(*graph.find(id));
    };
    return std::find(rows.begin(), rows.end(), id) != rows.end() ||
           std::any_of(wanted.begin(), wanted.end(), is_above);
  });
}

/// True if the error complains of what stands before the '@' of a target: of a branch that does not exist,
/// or, in `branch@-1`, one that no head has for a label. Alembic takes that for base, or for no branch at
/// all.
bool names_unknown_branch(const RevisionGraph& graph, const Json& item, const std::string& error) {
  for (const std::string target : item["targets"]) {
    const std::string branch = target.substr(0, target.find('@'));
    if (branch.size() == target.size() || branch.empty()) continue;
    const bool is_known =
        run(graph, {{"command", "show"}, {"rows", Json::array()}, {"targets", {branch}}}).error.empty();
    const bool counts_down = target.starts_with(branch + "@-");
    if ((!is_known || counts_down) && error == "Can't locate revision identified by '" + branch + "'")
      return true;
  }
  return false;
}

/// True if the error is what dbtool says of one of several targets alone.
bool is_error_of_one_target(const RevisionGraph& graph, const Json& item, const std::string& error) {
  if (item["targets"].size() < 2) return false;
  for (const Json& target : item["targets"]) {
    Json alone = item;
    alone["targets"] = {target, ""};
    if (item["command"] == "stamp") alone["targets"] = {target};
    Json other = item;
    other["targets"] = {"", target};
    if (run(graph, alone).error == error) return true;
    if (item["command"] == "history" && run(graph, other).error == error) return true;
  }
  return false;
}

class GraphComparison {
 public:
  void compare(const RevisionGraph& graph, const Json& item) {
    const Outcome ours = run(graph, item);
    const Outcome theirs = alembics(item);
    if (item.contains("crash")) {
      ++counts_["crashes of Alembic's that are errors or results here"];
      return;
    }
    if (is_exception(graph, item, ours, theirs)) return;
    if (ours.error.empty() && theirs.error.empty() && ours.steps == theirs.steps) {
      if (item.contains("rows_crash")) {
        ++counts_["runs in the middle of which Alembic crashes"];
        EXPECT_TRUE(are_maximal(graph, ours.rows_after)) << item;
        return;
      }
      if (ours.rows_after == theirs.rows_after) {
        ++counts_["equal"];
        ++equal_[item["command"]];
        return;
      }
      if (!are_maximal(graph, theirs.rows_after)) {
        ++counts_["rows of Alembic's of which one is below another"];
        EXPECT_TRUE(are_maximal(graph, ours.rows_after)) << item;
        return;
      }
    }
    if (!theirs.error.empty() && comparable(ours.error, item) == comparable(theirs.error, item)) {
      ++counts_["equal errors"];
      return;
    }
    if (!theirs.error.empty() && is_error_of_one_target(graph, item, theirs.error)) {
      ++counts_["errors of several mistakes of which another one is told"];
      return;
    }
    ++differences_;
    ADD_FAILURE() << item << "\ndbtool: " << testing::PrintToString(ours.steps) << " rows "
                  << testing::PrintToString(ours.rows_after) << " " << ours.error;
  }

  /// Where dbtool does something else on purpose.
  bool is_exception(const RevisionGraph& graph, const Json& item, const Outcome& ours,
                    const Outcome& theirs) {
    const std::string command = item["command"];
    const Strings targets = item["targets"];
    const auto counted = [this](const char* what) {
      ++counts_[what];
      return true;
    };
    if (ours.error != theirs.error && names_unknown_branch(graph, item, ours.error)) {
      return counted("branches that do not exist and that Alembic passes over");
    }
    if (command == "history" && targets[1] == "current" && item["rows"].empty()) {
      return counted("ranges up to an empty database, of which Alembic shows everything");
    }
    if (theirs.error.empty() && ours.error.starts_with("Relative revision -")) {
      return counted("walks below base that Alembic takes for base");
    }
    const std::string start = targets.front().substr(targets.front().find('@') + 1);  // npos + 1 is 0
    const bool counts_from_start = command == "history" && targets[1].starts_with("+");
    if (command == "history" && start.starts_with("-") && !theirs.error.empty() &&
        ours.error != theirs.error) {
      return counted("ranges from '-N' on that Alembic cannot show");
    }
    if (counts_from_start && !ours.error.empty() && !theirs.error.empty() && ours.error != theirs.error) {
      return counted("ranges that count from several revisions, of which Alembic names the wrong side");
    }
    if (command == "stamp" && ours.error.empty() && theirs.error.empty() &&
        ours.rows_after != theirs.rows_after && !has_all_targets(graph, item, theirs.rows_after)) {
      EXPECT_TRUE(has_all_targets(graph, item, ours.rows_after)) << item;
      return counted("stamps of Alembic's that lose one of their targets");
    }
    return false;
  }

  [[nodiscard]] int differences() const { return differences_; }
  /// Of how many runs of each command the results were equal: nothing that goes wrong may make these vanish.
  [[nodiscard]] int equal(const std::string& command) const {
    const auto found = equal_.find(command);
    return found == equal_.end() ? 0 : found->second;
  }
  void print() const {
    for (const auto& [what, count] : counts_) std::cout << "  " << count << " " << what << "\n";
  }

 private:
  std::map<std::string, int> counts_;
  std::map<std::string, int> equal_;
  int differences_ = 0;
};

TEST(AlembicGraphsTest, DoTheSameAsAlembicOnRandomGraphs) {
  const std::string python = python_with_alembic();
  if (python.empty()) GTEST_SKIP() << kNoAlembic;
  const char* asked_for = std::getenv("DBTOOL_THOUSAND_GRAPHS");
  const int thousands = asked_for == nullptr ? kDefaultThousands : std::atoi(asked_for);
  GraphComparison comparison;
  int count = 0;
  for (int seed = 1; seed <= thousands; ++seed) {
    std::istringstream graphs(
        run_peer(python, "alembic_graphs.py", {std::to_string(kGraphsAtATime), std::to_string(seed)}));
    for (std::string line; std::getline(graphs, line) && comparison.differences() < kMaxShown; ++count) {
      const Json item = Json::parse(line);
      const RevisionGraph graph = graph_of(item["revisions"]);
      SCOPED_TRACE(item["revisions"].dump());
      for (const Json& each : item["cases"]) comparison.compare(graph, each);
    }
  }
  std::cout << count << " graphs:\n";
  comparison.print();
  EXPECT_EQ(count, thousands * kGraphsAtATime);
  for (const char* command : {"upgrade", "downgrade", "history"}) {
    EXPECT_GT(comparison.equal(command), count) << command;
  }
  for (const char* command : {"stamp", "show", "current"}) {
    EXPECT_GT(comparison.equal(command), count / 10) << command;
  }
}

/// The large graph of Alembic's own tests, which no package has: $DBTOOL_ALEMBIC_SOURCE names a copy of its
/// repository.
TEST(AlembicGraphsTest, DoTheSameAsAlembicOnItsOwnLargeMap) {
  const std::string python = python_with_alembic();
  if (python.empty()) GTEST_SKIP() << kNoAlembic;
  const char* source = std::getenv("DBTOOL_ALEMBIC_SOURCE");
  if (source == nullptr) GTEST_SKIP() << "DBTOOL_ALEMBIC_SOURCE does not name a copy of Alembic's repository";
  const Json item = Json::parse(
      run_peer(python, "alembic_graphs.py", {"--map", std::string(source) + "/tests/_large_map.py"}));
  const RevisionGraph graph = graph_of(item["revisions"]);
  EXPECT_GT(graph.size(), 100U);
  GraphComparison comparison;
  for (const Json& each : item["cases"]) comparison.compare(graph, each);
  comparison.print();
  EXPECT_EQ(comparison.differences(), 0);
  EXPECT_GT(comparison.equal("upgrade"), 20);
}

}  // namespace
}  // namespace dbtool::test
