#include "commands/report.h"

#include <filesystem>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/strings.h"
#include "dbtool/revision_text.h"

namespace dbtool::commands {
namespace {

using base::Node;

std::string_view key_of(Statement::Kind kind) {
  switch (kind) {
    case Statement::Kind::kSql:
      return "sql";
    case Statement::Kind::kProgram:
      return "program";
    case Statement::Kind::kCheck:
      return "check";
    case Statement::Kind::kBaseline:
      return "baseline";
  }
  return {};
}

/// What stands before a statement that does not simply run.
std::string_view mark_of(Statement::Kind kind) {
  switch (kind) {
    case Statement::Kind::kSql:
      return "";
    case Statement::Kind::kProgram:
      return "run: ";
    case Statement::Kind::kCheck:
      return "check, no rows: ";
    case Statement::Kind::kBaseline:
      return "remember: ";
  }
  return {};
}

Node to_node(const PlannedStatement& planned) {
  Node node = Node::mapping();
  node.set(key_of(planned.statement.kind), Node::string(planned.statement.text));
  if (!planned.statement.failure.empty()) node.set("failure", Node::string(planned.statement.failure));
  node.set("group", Node::integer(static_cast<std::int64_t>(planned.group)));
  node.set("transaction", Node::boolean(planned.in_transaction));
  if (const std::string place = to_string(planned.statement.location); !place.empty()) {
    node.set("location", Node::string(place));
  }
  return node;
}

Node to_node(const std::vector<PlannedStatement>& statements) {
  Node node = Node::sequence();
  for (const PlannedStatement& planned : statements) node.append(to_node(planned));
  return node;
}

/// Absolute: listings are read from other folders than the one that they were made in.
std::string script_path(const Revision& revision) {
  return std::filesystem::absolute(revision.location.file).lexically_normal().string();
}

std::string indented(const std::string& text) { return "    " + base::replace_all(text, "\n", "\n    "); }

std::string count(std::size_t number, std::string_view noun) {
  return fmt::format("{} {}{}", number, noun, number == 1 ? "" : "s");
}

std::string position(const std::vector<RevisionId>& rows) {
  return rows.empty() ? "<base>" : fmt::format("{}", fmt::join(rows, ", "));
}

/// Writes statements under a line for each transaction that begins.
class PlanText {
 public:
  void line(std::string_view text) { text_ += fmt::format("{}\n", text); }

  void statement(const PlannedStatement& planned) {
    if (planned.group != group_) {
      group_ = planned.group;
      if (planned.in_transaction) ++transactions_;
      line(planned.in_transaction ? fmt::format("  transaction {}:", transactions_)
                                  : "  outside any transaction:");
    }
    ++statements_;
    const bool is_program = planned.statement.kind == Statement::Kind::kProgram;
    line(indented(std::string(mark_of(planned.statement.kind)) +
                  (is_program ? planned.statement.text : terminated(planned.statement))));
  }

  [[nodiscard]] std::string totals(std::size_t steps) const {
    return fmt::format("{}, {}, {}", count(steps, "step"), count(statements_, "statement"),
                       count(transactions_, "transaction"));
  }
  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  std::string text_;
  std::size_t group_ = 0;
  std::size_t transactions_ = 0;
  std::size_t statements_ = 0;
};

}  // namespace

Node to_node(std::span<const std::string> texts) {
  Node node = Node::sequence();
  for (const std::string& text : texts) node.append(Node::string(text));
  return node;
}

Node to_node(const RevisionStep& step) {
  Node node = Node::mapping();
  node.set("kind", Node::string(std::string(to_string(step.kind))));
  node.set("revision", step.revision.empty() ? Node() : Node::string(step.revision));
  node.set("from", to_node(step.from));
  node.set("to", to_node(step.to));
  node.set("summary", Node::string(step.summary));
  return node;
}

Node to_node(const JournalEntry& entry) {
  Node node = Node::mapping();
  const auto set = [&](std::string_view key, const std::string& text) {
    if (!text.empty()) node.set(key, Node::string(text));
  };
  node.set("id", Node::integer(entry.id));
  node.set("run", Node::string(entry.run));
  node.set("event", Node::string(std::string(to_string(entry.event))));
  set("revision", entry.revision);
  if (entry.event != JournalEvent::kRun)
    node.set("direction", Node::string(std::string(to_string(entry.direction))));
  if (entry.place != StatementPlace()) {
    node.set("operation", Node::integer(static_cast<std::int64_t>(entry.place.operation)));
    node.set("statement", Node::integer(static_cast<std::int64_t>(entry.place.statement)));
  }
  set("started_at", entry.started_at);
  set("finished_at", entry.finished_at);
  set("checksum", entry.checksum);
  set("actor", entry.actor);
  set("command", entry.command);
  set("tool_version", entry.tool_version);
  set("detail", entry.detail);
  return node;
}

Node to_node(const Verification& verification) {
  Node problems = Node::sequence();
  for (const ScriptProblem& problem : verification.problems) {
    Node node = Node::mapping();
    const bool is_edited = problem.kind == ScriptProblem::Kind::kEdited;
    node.set("problem", Node::string(is_edited ? "edited" : "missing"));
    node.set("revision", Node::string(problem.revision));
    if (!problem.file.empty()) node.set("file", Node::string(problem.file));
    if (!problem.diff.empty()) node.set("diff", Node::string(problem.diff));
    problems.append(std::move(node));
  }
  Node node = Node::mapping();
  node.set("problems", std::move(problems));
  node.set("cosmetic", to_node(verification.cosmetic));
  node.set("unrecorded", to_node(verification.unrecorded));
  node.set("unfinished", verification.open ? Node::string(verification.open->revision) : Node());
  return node;
}

Node to_node(const RunResult& result) {
  Node steps = Node::sequence();
  for (const RevisionStep& step : result.steps) steps.append(to_node(step));
  Node node = Node::mapping();
  node.set("steps", std::move(steps));
  node.set("rows", to_node(result.rows));
  return node;
}

Node to_node(const Plan& plan) {
  Node steps = Node::sequence();
  for (const PlanStep& step : plan.steps) {
    Node node = to_node(step.step);
    node.set("statements", to_node(step.statements));
    steps.append(std::move(node));
  }
  Node node = Node::mapping();
  node.set("rows_before", to_node(plan.rows_before));
  node.set("rows_after", to_node(plan.rows_after));
  node.set("preparation", to_node(plan.preparation));
  node.set("steps", std::move(steps));
  return node;
}

Node to_node(const WrittenScript& script) {
  Node node = Node::mapping();
  node.set("revision", Node::string(script.id));
  node.set("down_revisions", to_node(script.down_revisions));
  node.set("path", Node::string(script.path.string()));
  return node;
}

Node revision_node(Migrator& migrator, RevisionIndex index, IsCurrent is_current) {
  const RevisionGraph& graph = migrator.graph();
  const Revision& revision = graph[index];
  const ScriptHeader& header = migrator.header(index);
  Node labels = Node::sequence();
  for (const std::string_view label : graph.labels(index)) labels.append(Node::string(std::string(label)));
  Node node = Node::mapping();
  node.set("revision", Node::string(revision.id));
  node.set("down_revisions", to_node(revision.down_revisions));
  node.set("branch_labels", std::move(labels));
  node.set("depends_on", to_node(revision.depends_on));
  node.set("message", Node::string(revision.message));
  node.set("create_date", Node::string(header.create_date));
  node.set("path", Node::string(script_path(revision)));
  node.set("head", Node::boolean(graph.is_head(index)));
  if (is_current != IsCurrent::kUnknown) node.set("current", Node::boolean(is_current == IsCurrent::kYes));
  return node;
}

Node revision_nodes(Migrator& migrator, std::span<const RevisionIndex> revisions, IsCurrent are_current) {
  Node nodes = Node::sequence();
  for (const RevisionIndex index : revisions) nodes.append(revision_node(migrator, index, are_current));
  return nodes;
}

std::string long_text(Migrator& migrator, RevisionIndex index, IsCurrent is_current) {
  const RevisionGraph& graph = migrator.graph();
  return format_long(graph, index, script_path(graph[index]),
                     is_current == IsCurrent::kYes ? CurrentMark::kShow : CurrentMark::kHide);
}

std::string to_text(const OpenStep& open) {
  return fmt::format(
      "The {} of revision {} is not finished, {} of its statements {} done: 'dbtool resume' "
      "goes on.",
      to_string(open.direction), open.revision, open.done(), open.done() == 1 ? "is" : "are");
}

std::string to_text(const Plan& plan) {
  PlanText text;
  for (const PlannedStatement& planned : plan.preparation) text.statement(planned);
  for (const PlanStep& step : plan.steps) {
    text.line(to_string(step.step));
    for (const PlannedStatement& planned : step.statements) text.statement(planned);
  }
  if (plan.empty()) {
    text.line("Nothing to do: the database is at " + position(plan.rows_before));
  } else {
    text.line(fmt::format("{}: {} -> {}", text.totals(plan.steps.size()), position(plan.rows_before),
                          position(plan.rows_after)));
  }
  return text.take();
}

}  // namespace dbtool::commands
