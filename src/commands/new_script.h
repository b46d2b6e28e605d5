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

  /// The options as they were given.
  [[nodiscard]] NewRevision revision() const;

  [[nodiscard]] static ExitCode write_difference(Session& session, const NewRevision& wanted);
  [[nodiscard]] static ExitCode write_empty(Session& session, const NewRevision& wanted);

 private:
  NewRevision revision_;
  std::string head_;
  bool splice_ = false;
};

}  // namespace dbtool::commands
