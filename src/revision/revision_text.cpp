#include "dbtool/revision_text.h"

#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "base/printable.h"
#include "base/strings.h"

namespace dbtool {
namespace {

std::string parents_of(const Revision& revision) {
  return revision.down_revisions.empty() ? "<base>" : base::join(revision.down_revisions, ", ");
}

std::string labels_of(const RevisionGraph& graph, RevisionIndex index) {
  return fmt::format("{}", fmt::join(graph.labels(index), ", "));
}

std::string children_of(const RevisionGraph& graph, RevisionIndex index) {
  std::string text;
  for (const RevisionIndex child : graph.children(index))
    text += (text.empty() ? "" : ", ") + graph.id(child);
  return text;
}

std::string indented(std::string_view message) {
  std::string text;
  while (!message.empty()) {
    const std::size_t end = message.find('\n');
    text += fmt::format("    {}\n", message.substr(0, end));
    message.remove_prefix(end == std::string_view::npos ? message.size() : end + 1);
  }
  return text;
}

}  // namespace

std::string format_line(const RevisionGraph& graph, RevisionIndex index, const LineParts& parts) {
  const Revision& revision = graph[index];
  std::string text;
  const auto out = std::back_inserter(text);
  if (parts.parents) {
    text += parents_of(revision);
    if (!revision.depends_on.empty()) fmt::format_to(out, " ({})", base::join(revision.depends_on, ", "));
    text += " -> ";
  }
  text += revision.id;
  if (parts.labels) {
    if (const std::string labels = labels_of(graph, index); !labels.empty())
      fmt::format_to(out, " ({})", labels);
  }
  if (graph.is_real_head(index)) text += " (head)";
  if (graph.is_effective_head(index)) text += " (effective head)";
  if (parts.current) text += " (current)";
  if (parts.tree_marks == TreeMarks::kShow) {
    if (graph.is_branch_point(index)) text += " (branchpoint)";
    if (graph.is_merge_point(index)) text += " (mergepoint)";
  }
  if (parts.summary && !summary(revision).empty()) fmt::format_to(out, ", {}", summary(revision));
  return base::printable(std::move(text));
}

std::string format_long(const RevisionGraph& graph, RevisionIndex index, std::string_view path,
                        CurrentMark current) {
  const Revision& revision = graph[index];
  std::string text = "Rev: " + revision.id;
  const auto out = std::back_inserter(text);
  if (graph.is_head(index)) text += " (head)";
  if (graph.is_branch_point(index)) text += " (branchpoint)";
  if (graph.is_merge_point(index)) text += " (mergepoint)";
  if (current == CurrentMark::kShow) text += " (current)";
  fmt::format_to(out, "\n{}: {}\n", graph.is_merge_point(index) ? "Merges" : "Parent", parents_of(revision));
  if (!revision.depends_on.empty()) {
    fmt::format_to(out, "Also depends on: {}\n", base::join(revision.depends_on, ", "));
  }
  if (graph.is_branch_point(index)) fmt::format_to(out, "Branches into: {}\n", children_of(graph, index));
  if (const std::string labels = labels_of(graph, index); !labels.empty()) {
    fmt::format_to(out, "Branch names: {}\n", labels);
  }
  fmt::format_to(out, "Path: {}\n\n{}\n", path, indented(revision.message));
  return base::printable(std::move(text));
}

std::string format_children(const RevisionGraph& graph, RevisionIndex index, const LineParts& parts) {
  const std::string indent(graph.id(index).size(), ' ');
  std::string text;
  for (const RevisionIndex child : graph.children(index)) {
    text += fmt::format("{} -> {}\n", indent, format_line(graph, child, parts));
  }
  return text;
}

}  // namespace dbtool
