#include "cli/error_text.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/strings.h"

namespace dbtool::cli {
namespace {

// A statement of a megabyte tells nobody anything.
constexpr std::size_t kMaxStatementLines = 12;
constexpr std::size_t kMaxLineBytes = 160;
constexpr std::size_t kMaxJsonStatementBytes = 65536;

std::string_view code_name(ErrorCode code) {
  switch (code) {
    case ErrorCode::kUsage:
      return "usage";
    case ErrorCode::kConfig:
      return "config";
    case ErrorCode::kScript:
      return "script";
    case ErrorCode::kModels:
      return "models";
    case ErrorCode::kRevision:
      return "revision";
    case ErrorCode::kIo:
      return "io";
    case ErrorCode::kConnection:
      return "connection";
    case ErrorCode::kDatabase:
      return "database";
    case ErrorCode::kOutOfSync:
      return "out_of_sync";
    case ErrorCode::kLockTimeout:
      return "lock_timeout";
    case ErrorCode::kIrreversible:
      return "irreversible";
    case ErrorCode::kUnsupported:
      return "unsupported";
    case ErrorCode::kInterrupted:
      return "interrupted";
    case ErrorCode::kInternal:
      return "internal";
  }
  return {};
}

/// The statement's lines around the place that the engine points at, with a caret below it.
std::string statement_text(const std::string& statement, std::size_t offset) {
  const std::vector<std::string_view> lines = base::split(statement, '\n');
  std::size_t caret_line = 0;
  std::size_t caret_column = 0;
  if (offset <= statement.size()) {
    const std::string_view before = std::string_view(statement).substr(0, offset);
    caret_line = static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
    caret_column = before.size() - (before.rfind('\n') + 1);  // npos + 1 is 0
  }
  const std::size_t first = caret_line < kMaxStatementLines ? 0 : caret_line - kMaxStatementLines / 2;
  const std::size_t last = std::min(lines.size(), first + kMaxStatementLines);
  std::string text;
  if (first > 0) text += "    ...\n";
  for (std::size_t i = first; i < last; ++i) {
    const std::size_t skip =
        i == caret_line && caret_column >= kMaxLineBytes ? caret_column - kMaxLineBytes / 2 : 0;
    text += fmt::format("    {}{}\n", lines[i].substr(skip, kMaxLineBytes),
                        lines[i].size() > skip + kMaxLineBytes ? " ..." : "");
    if (offset <= statement.size() && i == caret_line)
      text += fmt::format("    {}^\n", std::string(caret_column - skip, ' '));
  }
  if (last < lines.size()) text += "    ...\n";
  return text;
}

std::string one_error_text(const Error& error) {
  std::string text = error.location().file.empty() ? "dbtool: " : "";
  text += error.what();
  text += '\n';
  if (!error.statement().empty()) {
    text += "  statement:\n" + statement_text(error.statement(), error.statement_offset());
  }
  if (!error.state().empty()) text += "  state: " + error.state() + "\n";
  if (!error.hint().empty()) text += "  hint: " + error.hint() + "\n";
  return text;
}

}  // namespace

std::string error_text(const Error& error) {
  std::string text = one_error_text(error);
  for (const Error& other : error.more()) text += error_text(other);
  return text;
}

base::Node error_node(const Error& error) {
  using base::Node;
  Node node = Node::mapping();
  node.set("code", Node::string(std::string(code_name(error.code()))));
  node.set("message", Node::string(error.message()));
  if (!error.location().file.empty()) {
    node.set("file", Node::string(error.location().file));
    const auto set_number = [&](std::string_view key, std::size_t number) {
      if (number > 0) node.set(key, Node::integer(static_cast<std::int64_t>(number)));
    };
    set_number("line", error.location().line);
    set_number("column", error.location().column);
  }
  if (!error.statement().empty()) {
    node.set("statement", Node::string(base::shortened(error.statement(), kMaxJsonStatementBytes)));
  }
  if (!error.state().empty()) node.set("state", Node::string(error.state()));
  if (!error.hint().empty()) node.set("hint", Node::string(error.hint()));
  if (!error.more().empty()) {
    Node more = Node::sequence();
    for (const Error& other : error.more()) more.append(error_node(other));
    node.set("more", std::move(more));
  }
  return node;
}

commands::ExitCode exit_code(ErrorCode code) {
  switch (code) {
    case ErrorCode::kUsage:
      return commands::ExitCode::kUsage;
    case ErrorCode::kConfig:
    case ErrorCode::kScript:
    case ErrorCode::kModels:
    case ErrorCode::kRevision:
    case ErrorCode::kIo:
    case ErrorCode::kConnection:
    case ErrorCode::kDatabase:
    case ErrorCode::kOutOfSync:
    case ErrorCode::kLockTimeout:
    case ErrorCode::kIrreversible:
    case ErrorCode::kUnsupported:
    case ErrorCode::kInternal:
      return commands::ExitCode::kFailed;
    case ErrorCode::kInterrupted:
      return commands::ExitCode::kInterrupted;
  }
  return commands::ExitCode::kFailed;
}

}  // namespace dbtool::cli
