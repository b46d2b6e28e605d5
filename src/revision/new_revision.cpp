#include "dbtool/new_revision.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/files.h"
#include "base/strings.h"
#include "dbtool/revision_target.h"

namespace dbtool {
namespace {

std::string declared_in(const Revision& revision) {
  return fmt::format("see {}", base::display_path(revision.location.file));
}

void require_free_id(const RevisionGraph& graph, const RevisionId& id) {
  if (id.empty()) return;
  validate_new_revision_id(id);
  const auto taken = graph.find(id);
  if (!taken) return;
  throw Error(ErrorCode::kRevision, fmt::format("revision '{}' exists already", id))
      .with_hint(declared_in(graph[*taken]));
}

/// A target has to be able to name it.
void require_usable_label(const std::string& label) {
  const auto means_something = [](const std::string& text) {
    return parse_target(text).relative.has_value();
  };
  const bool is_word = label == "head" || label == "heads" || label == "base" || label == "current";
  const bool has_mark = label.find_first_of("@:, \t\r\n") != std::string::npos;
  if (!label.empty() && !is_word && !has_mark && !means_something(label) &&
      !means_something(label + "@head")) {
    return;
  }
  throw Error(ErrorCode::kRevision, fmt::format("{} cannot be a branch label", base::python_repr(label)))
      .with_hint("use letters, digits and '_': targets such as 'label@head' have to be able to name it");
}

void require_free_label(const RevisionGraph& graph, const std::string& label, const RevisionId& new_id) {
  require_usable_label(label);
  auto taken = graph.find_label(label);
  if (!taken) taken = graph.find(label);
  if (!taken && label != new_id) return;
  throw Error(ErrorCode::kRevision, fmt::format("Branch name '{}' is already used by revision {}", label,
                                                taken ? graph.id(*taken) : new_id))
      .with_hint(taken ? declared_in(graph[*taken]) : "choose another label, or another id");
}

std::vector<RevisionIndex> parents_of(const RevisionGraph& graph, const NewRevision& wanted) {
  std::vector<RevisionIndex> parents;
  for (const std::string& head : wanted.heads) {
    for (const RevisionIndex index : resolve_revisions(graph, head, ResolveFor::kNewRevision)) {
      if (std::find(parents.begin(), parents.end(), index) != parents.end()) {
        throw Error(ErrorCode::kRevision, "Duplicate head revisions specified")
            .with_hint(fmt::format("'{}' is named twice", graph.id(index)));
      }
      if (!graph.is_head(index) && wanted.splice == Splice::kNo) {
        throw Error(ErrorCode::kRevision,
                    fmt::format("Revision {} is not a head revision; please specify --splice to create a new "
                                "branch from this revision",
                                graph.id(index)))
            .with_hint(fmt::format("'{}' follows it already", graph.id(graph.children(index).front())));
      }
      parents.push_back(index);
    }
  }
  return parents;
}

/// A dependency as it is written into the script.
std::vector<std::string> dependency_names(const RevisionGraph& graph, const std::string& wanted) {
  std::vector<std::string> names;
  for (const RevisionIndex index : resolve_revisions(graph, wanted)) {
    const auto& labels = graph[index].branch_labels;
    const bool is_label = std::find(labels.begin(), labels.end(), wanted) != labels.end();
    names.push_back(is_label ? wanted : graph.id(index));
  }
  return names;
}

void add_once(std::vector<std::string>& names, const std::string& name) {
  if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
}

}  // namespace

Revision resolve_new_revision(const RevisionGraph& graph, const NewRevision& wanted) {
  require_free_id(graph, wanted.id);
  Revision revision{.id = wanted.id, .message = wanted.message};
  for (const std::string& label : wanted.branch_labels) {
    require_free_label(graph, label, wanted.id);
    add_once(revision.branch_labels, label);
  }
  for (const RevisionIndex parent : parents_of(graph, wanted))
    revision.down_revisions.push_back(graph.id(parent));
  for (const std::string& dependency : wanted.depends_on) {
    for (std::string& name : dependency_names(graph, dependency)) add_once(revision.depends_on, name);
  }
  return revision;
}

}  // namespace dbtool
