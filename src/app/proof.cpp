#include "app/proof.h"

#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/autogeneration.h"
#include "app/scratch.h"
#include "app/silent.h"
#include "runtime/executor.h"

namespace dbtool::app {
namespace {

constexpr const char* kRevision = "0";

/// The script alone, as the first of a history.
runtime::ScriptLibrary library_of(const script::ScriptSection& section, ScriptFormat format) {
  script::ScriptDraft draft{.header = {.revision = {.id = kRevision}, .format = format},
                            .sections = {section}};
  draft.sections.front().database.clear();
  const bool is_yaml = format == ScriptFormat::kYaml;
  const script::ScriptTemplate plain{is_yaml ? "${header}\nupgrade:${upgrade}\ndowngrade:${downgrade}\n"
                                             : "${header}\n-- upgrade${upgrade}\n-- downgrade${downgrade}\n",
                                     {}};
  return runtime::ScriptLibrary(
      make_memory_source({{is_yaml ? "script.yaml" : "script.sql", script::script_text(draft, plain)}}));
}

Error refusal(std::string message) {
  return Error(ErrorCode::kUnsupported, std::move(message))
      .with_state("no script was written")
      .with_hint(
          "write the steps by hand: 'dbtool revision'; or write this script all the same: '--no-verify'");
}

class Proof {
 public:
  Proof(Migrator::Session& session, const Models& models, const script::ScriptSection& section,
        Connection& scratch)
      : dialect_(session.dialect()),
        config_(session.config()),
        models_(models),
        library_(library_of(section, session.config().script_format)),
        version_table_(session.version_table()),
        scratch_(scratch) {}

  void upgrade() {
    run("upgrade",
        [this](std::span<const RevisionId> rows) { return plan_upgrade(library_.graph(), rows, kRevision); });
  }
  void downgrade() {
    run("downgrade",
        [this](std::span<const RevisionId> rows) { return plan_downgrade(library_.graph(), rows, "base"); });
  }

  void require_is_as_before(const Schema& before) { require_is({.schema = before}, "back", true); }

  void require_is(const Models& wanted, std::string_view what, bool is_whole = false) {
    Inspection scratch =
        inspect_for(config_, dialect_, autogenerate::given_models(models_), &scratch_, &wanted.schema);
    scratch.options.models_are_whole = is_whole;
    const autogenerate::Difference rest =
        autogenerate::compare(scratch.schema, wanted, scratch.types(dialect_), scratch.options);
    if (rest.empty()) return;
    std::vector<std::string> texts;
    for (const Operation& operation : rest.operations) texts.push_back(describe(operation));
    throw refusal(fmt::format("the script does not lead {}; there would still be to do: {}", what,
                              fmt::join(texts, "; ")));
  }

 private:
  void run(std::string_view direction, const runtime::StepSelector& select) {
    Silent silent;
    try {
      const runtime::RunContext context{library_, dialect_, version_table_};
      const runtime::JournalTable no_journal(dialect_, std::nullopt);
      runtime::Executor(context, no_journal, {}, scratch_, silent, [](const Statement&) {
      }).run(select, runtime::WhenMoved::kFail);
    } catch (const Error& error) {
      if (error.code() == ErrorCode::kUnsupported) throw not_runnable(error);
      throw refusal(fmt::format("the script's {} fails on an empty copy of the database: {}", direction,
                                error.message()))
          .with_statement(error.statement());
    }
  }

  const Dialect& dialect_;
  const Config& config_;
  const Models& models_;
  runtime::ScriptLibrary library_;
  const runtime::VersionTable& version_table_;
  Connection& scratch_;
};

}  // namespace

bool prove(Migrator::Session& session, const Models& models, const Comparison& comparison,
           const script::ScriptSection& section) {
  if (comparison.empty()) return true;
  const auto original = session.connect(ConnectOptions::Access::kReadOnly);
  const auto scratch = scratch_copy(session.dialect(), original.get());
  if (scratch == nullptr) {
    // Where the engine never has one there is nothing that the user could do.
    const bool may_have_one = session.dialect().scratch() != nullptr;
    session.observer().on_event(Remark{may_have_one ? Severity::kWarning : Severity::kDebug,
                                       "alembic.autogenerate",
                                       "the script was not tried: there is no scratch copy of the database"});
    return false;
  }
  Proof proof(session, models, section, *scratch);
  proof.upgrade();
  proof.require_is({.schema = models.schema, .naming_convention = models.naming_convention}, "to the models");
  if (!comparison.irreversible.empty()) return true;  // that much was told
  proof.downgrade();
  proof.require_is_as_before(comparison.before);
  return true;
}

}  // namespace dbtool::app
