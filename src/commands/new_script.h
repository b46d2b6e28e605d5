#pragma once

#include "commands/command.h"
#include "commands/session.h"

namespace dbtool::commands {

/// What `migrate` and `revision` share: their options and what they say of a new script.
class NewScriptCommand : public Command {
 public:
  void declare(Arguments& arguments) override;

 protected:
  ExitCode write_difference(Session& session) const;
  ExitCode write_empty(Session& session) const;

 private:
  NewRevision revision_;
};

}  // namespace dbtool::commands
