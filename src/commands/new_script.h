#pragma once

#include "commands/command.h"
#include "commands/session.h"

namespace dbtool::commands {

/// What `migrate`, `revision` and `merge` share: options of a new script, and what they say of it.
class NewScriptCommand : public Command {
 protected:
  /// Message, id, labels, splice.
  void declare_common(Arguments& arguments);
  /// What it follows, what it depends on and where it goes.
  void declare_place(Arguments& arguments);

  /// How the difference between models and database is written.
  void declare_difference(Arguments& arguments);

  /// Throws Error{kUsage} if one of those was given: nothing is compared.
  void refuse_difference_options() const;

  /// The options as they were given.
  [[nodiscard]] NewRevision revision() const;

  [[nodiscard]] ExitCode write_difference(Session& session) const;
  [[nodiscard]] static ExitCode write_empty(Session& session, const NewRevision& wanted);

 private:
  NewRevision revision_;
  std::string head_;
  bool splice_ = false;
  bool no_verify_ = false;
  bool strict_renames_ = false;
};

}  // namespace dbtool::commands
