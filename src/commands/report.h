#pragma once

#include <span>
#include <string>

#include "base/document.h"
#include "dbtool/migrator.h"

namespace dbtool::commands {

/// Results as JSON values. docs/formats.md lists the keys.
[[nodiscard]] base::Node to_node(const RevisionStep& step);
[[nodiscard]] base::Node to_node(const RunResult& result);
[[nodiscard]] base::Node to_node(const Plan& plan);
[[nodiscard]] base::Node to_node(const JournalEntry& entry);
[[nodiscard]] base::Node to_node(const Verification& verification);
[[nodiscard]] base::Node to_node(const WrittenScript& script);
[[nodiscard]] base::Node to_node(std::span<const std::string> texts);

/// Whether the database is at a revision; unknown if it was not asked.
enum class IsCurrent { kUnknown, kNo, kYes };

/// A script with all that listings tell of it.
[[nodiscard]] base::Node revision_node(Migrator& migrator, RevisionIndex index, IsCurrent is_current);
[[nodiscard]] base::Node revision_nodes(Migrator& migrator, std::span<const RevisionIndex> revisions,
                                        IsCurrent are_current = IsCurrent::kUnknown);

/// A script with all that is known of it, for people, with a blank line at its end. Its path is absolute.
[[nodiscard]] std::string long_text(Migrator& migrator, RevisionIndex index,
                                    IsCurrent is_current = IsCurrent::kUnknown);

/// A step that is not finished, for people.
[[nodiscard]] std::string to_text(const OpenStep& open);

/// A plan for people: each step with its statements and their transactions.
[[nodiscard]] std::string to_text(const Plan& plan);

}  // namespace dbtool::commands
