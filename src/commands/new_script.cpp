#include "commands/new_script.h"

#include <iostream>
#include <string>

#include <fmt/format.h>

#include "base/files.h"
#include "base/strings.h"
#include "base/terminal.h"
#include "commands/report.h"

namespace dbtool::commands {
namespace {

std::string generating(const WrittenScript& script) {
  return fmt::format("  Generating {} ...  done", base::display_path(script.path));
}

/// `table 'user'` or `column 'user.name'`, under its old name.
std::string old_name(const Rename& rename) {
  return rename.column.empty() ? fmt::format("table '{}'", to_string({rename.table.schema, rename.from}))
                               : fmt::format("column '{}.{}'", to_string(rename.table), rename.from);
}

/// No is the answer that changes the least of what would happen unasked.
bool ask_for_rename(const Rename& rename) {
  std::cerr << fmt::format("Was {} renamed to '{}'? If not, it is dropped with its data. [y/N] ",
                           old_name(rename), rename.column.empty() ? rename.table.name : rename.column)
            << std::flush;
  std::string answer;
  std::getline(std::cin, answer);
  return base::equals_ignoring_case(base::trim(answer), "y") ||
         base::equals_ignoring_case(base::trim(answer), "yes");
}

base::Node result_node(const MigrateResult& result) {
  base::Node renames = base::Node::sequence();
  for (const Rename& rename : result.likely_renames) {
    base::Node node = base::Node::mapping();
    node.set("table", base::Node::string(to_string(rename.table)));
    if (!rename.column.empty()) node.set("column", base::Node::string(rename.column));
    node.set("renamed_from", base::Node::string(rename.from));
    renames.append(std::move(node));
  }
  if (!result.script && result.likely_renames.empty()) return {};
  base::Node node = result.script ? to_node(*result.script) : base::Node::mapping();
  if (!result.likely_renames.empty()) node.set("likely_renames", std::move(renames));
  return node;
}

void report(Session& session, const WrittenScript& script) {
  session.status(generating(script));
  if (session.json()) session.print(to_node(script));
}

}  // namespace

void NewScriptCommand::declare_common(Arguments& arguments) {
  arguments.option("-m,--message", revision_.message, "TEXT", "what the script does; also names its file",
                   Arguments::Empty::kAllowed);
  arguments.option("--rev-id", revision_.id, "ID", "the new revision's id, instead of a random one");
  arguments.option("--branch-label", revision_.branch_labels, "LABEL",
                   "a name for the branch; may be repeated");
  arguments.flag("--splice", splice_, "allow a revision to follow that is no head");
}

void NewScriptCommand::declare_place(Arguments& arguments) {
  arguments.option("--head", head_, "REVISION",
                   "what it follows (default: head); 'base' begins a new branch");
  arguments.option("--depends-on", revision_.depends_on, "REVISION",
                   "what has to be there before it runs; may be repeated");
  arguments.option("--version-path", revision_.version_path, "DIR", "the version location to write to");
}

NewRevision NewScriptCommand::revision() const {
  NewRevision wanted = revision_;
  if (!head_.empty()) wanted.heads = {head_};
  wanted.splice = splice_ ? Splice::kYes : Splice::kNo;
  return wanted;
}

void NewScriptCommand::declare_difference(Arguments& arguments) {
  arguments.flag("--no-verify", no_verify_, "do not try the script on a scratch copy of the schema first");
  arguments.flag("--strict-renames", strict_renames_,
                 "write nothing, with exit code 3, if something may only have got another name");
}

void NewScriptCommand::refuse_difference_options() const {
  if (!no_verify_ && !strict_renames_) return;
  throw Error(ErrorCode::kUsage, fmt::format("{} means something only with --autogenerate",
                                             no_verify_ ? "--no-verify" : "--strict-renames"));
}

ExitCode NewScriptCommand::write_difference(Session& session) const {
  MigrateOptions options{.verify = !no_verify_, .strict_renames = strict_renames_};
  const bool can_ask = base::is_terminal(base::Stream::kIn) && base::is_terminal(base::Stream::kError);
  if (can_ask && !session.json() && !strict_renames_) options.is_rename = ask_for_rename;
  const MigrateResult result = session.migrator().migrate(revision(), options);
  if (result.script) {
    session.status(generating(*result.script));
  }
  if (session.json()) session.print(result_node(result));
  return strict_renames_ && !result.likely_renames.empty() ? ExitCode::kFound : ExitCode::kDone;
}

ExitCode NewScriptCommand::write_empty(Session& session, const NewRevision& wanted) {
  report(session, session.migrator().write_revision(wanted));
  return ExitCode::kDone;
}

}  // namespace dbtool::commands
