#pragma once

#include <map>
#include <memory>
#include <string>

#include "support/transcript.h"

namespace dbtool::test {

/// An empty database of a server's, for one scenario.
class ScenarioDatabase {
 public:
  virtual ~ScenarioDatabase() = default;
  [[nodiscard]] virtual Variables variables() const = 0;
  /// The words that a scenario may say it needs, as far as the server has what they mean.
  [[nodiscard]] virtual Features features() const { return {}; }
};

/// Makes one; null if there is no server.
using MakeScenarioDatabase = std::unique_ptr<ScenarioDatabase> (*)();

/// By the folder of scenarios; those in other folders need no server.
[[nodiscard]] const std::map<std::string, MakeScenarioDatabase>& server_engines();

}  // namespace dbtool::test
