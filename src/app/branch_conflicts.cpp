#include "app/branch_conflicts.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <map>
#include <optional>
#include <utility>

#include "dialects/registry.h"
#include "ops/footprint.h"
#include "revision/node_set.h"

namespace dbtool::app {
namespace {

/// A dialect to look at scripts with: a merge has to be right on each that they are written for.
struct Reading {
  std::vector<std::string_view> names;
  const sql::Syntax& syntax;
  ops::Definitions definitions = {};
  std::map<RevisionIndex, std::vector<Operation>> operations = {};  ///< upwards and downwards
};

std::vector<Reading> readings(const std::vector<std::string>& names) {
  const std::vector<std::string_view> built_in = dialects::dialect_names();
  std::vector<Reading> readings;
  for (const std::string& name : names) {
    const bool is_known = std::find(built_in.begin(), built_in.end(), name) != built_in.end();
    const Dialect& dialect = dialects::find_dialect(is_known ? std::string_view(name) : built_in.front());
    Reading& reading = readings.emplace_back(Reading{.names = {name}, .syntax = dialect.syntax()});
    if (is_known) reading.names.assign(dialect.traits().names.begin(), dialect.traits().names.end());
  }
  return readings;
}

/// What each revision touches, upwards and downwards, on each dialect.
class Footprints {
 public:
  /// Reads the scripts of all `revisions` to learn what they define.
  Footprints(Migrator::Session& session, const std::vector<RevisionIndex>& revisions)
      : dialect_names_(dialects::script_dialect_names()), readings_(readings(dialect_names_)) {
    const runtime::ScriptLibrary& library = session.library();
    for (const RevisionIndex revision : revisions) {
      const std::string text = library.text(revision);
      for (Reading& reading : readings_) {
        ScriptBody body = library.body(revision, text, reading.syntax);
        std::vector<Operation>& operations = reading.operations[revision] = std::move(body.upgrade);
        std::move(body.downgrade.begin(), body.downgrade.end(), std::back_inserter(operations));
        for (const Operation& operation : operations) {
          reading.definitions.learn(operation, reading.names, reading.syntax);
        }
      }
    }
  }

  [[nodiscard]] std::optional<std::string> clash(RevisionIndex a, RevisionIndex b) {
    const std::vector<ops::Footprint>& mine = of(a);
    const std::vector<ops::Footprint>& theirs = of(b);
    for (std::size_t i = 0; i < readings_.size(); ++i) {
      if (auto object = ops::clash(mine[i], theirs[i])) return object;
    }
    return std::nullopt;
  }

 private:
  const std::vector<ops::Footprint>& of(RevisionIndex revision) {
    const auto [found, is_new] = footprints_.try_emplace(revision);
    if (is_new) {
      for (const Reading& reading : readings_) {
        ops::Footprint& footprint = found->second.emplace_back();
        const ops::FootprintContext context{reading.names, reading.syntax, reading.definitions};
        for (const Operation& operation : reading.operations.at(revision)) {
          ops::add_footprint(operation, context, footprint);
        }
      }
    }
    return found->second;
  }

  std::vector<std::string> dialect_names_;
  std::vector<Reading> readings_;
  std::map<RevisionIndex, std::vector<ops::Footprint>> footprints_;
};

/// For each revision below some heads, which of them it is below.
class HeadSets {
 public:
  HeadSets(const RevisionGraph& graph, std::span<const RevisionIndex> heads)
      : words_((heads.size() + 63) / 64) {
    bits_.resize(graph.size() * words_);
    for (std::size_t i = 0; i < heads.size(); ++i) {
      const revision::NodeSet below = revision::ancestors(graph, heads.subspan(i, 1), revision::Links::kAll);
      for (RevisionIndex revision = 0; revision < graph.size(); ++revision) {
        if (below.contains(revision)) word(revision, i / 64) |= std::uint64_t{1} << (i % 64);
      }
    }
  }

  /// Those that are below any head, in load order.
  [[nodiscard]] std::vector<RevisionIndex> all() const {
    std::vector<RevisionIndex> revisions;
    for (RevisionIndex revision = 0; revision < bits_.size() / std::max<std::size_t>(words_, 1); ++revision) {
      const auto set = of(revision);
      if (std::any_of(set.begin(), set.end(), [](std::uint64_t bits) { return bits != 0; })) {
        revisions.push_back(revision);
      }
    }
    return revisions;
  }

  /// True if there is a head that has the one and not the other, and one the other way round: nothing says in
  /// which order the two run.
  [[nodiscard]] bool are_parallel(RevisionIndex a, RevisionIndex b) const {
    bool only_a = false;
    bool only_b = false;
    for (std::size_t i = 0; i < words_; ++i) {
      only_a = only_a || (of(a)[i] & ~of(b)[i]) != 0;
      only_b = only_b || (of(b)[i] & ~of(a)[i]) != 0;
    }
    return only_a && only_b;
  }

 private:
  std::uint64_t& word(RevisionIndex revision, std::size_t i) { return bits_[revision * words_ + i]; }
  [[nodiscard]] std::span<const std::uint64_t> of(RevisionIndex revision) const {
    return std::span(bits_).subspan(revision * words_, words_);
  }

  std::size_t words_;
  std::vector<std::uint64_t> bits_;
};

}  // namespace

std::vector<BranchConflict> branch_conflicts(Migrator::Session& session,
                                             std::span<const RevisionIndex> heads) {
  const RevisionGraph& graph = session.graph();
  const HeadSets sets(graph, heads);
  const std::vector<RevisionIndex> revisions = sets.all();
  Footprints footprints(session, revisions);
  std::vector<BranchConflict> conflicts;
  for (auto mine = revisions.begin(); mine != revisions.end(); ++mine) {
    for (auto theirs = std::next(mine); theirs != revisions.end(); ++theirs) {
      if (!sets.are_parallel(*mine, *theirs)) continue;
      if (auto object = footprints.clash(*mine, *theirs)) {
        conflicts.push_back({graph.id(*mine), graph.id(*theirs), *std::move(object)});
      }
    }
  }
  return conflicts;
}

}  // namespace dbtool::app
