#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "dialects/postgresql/spelling_questions.h"

namespace dbtool::dialects::postgresql {

/// Collects questions.
class Questions {
 public:
  /// What names without a schema are in.
  explicit Questions(std::string default_schema) : default_schema_(std::move(default_schema)) {}

  [[nodiscard]] const std::string& default_schema() const noexcept { return default_schema_; }
  [[nodiscard]] std::string next_name() const { return fmt::format("dbtool_{}", all_.size()); }
  void add(SpellingQuestion question) { all_.push_back(std::move(question)); }
  [[nodiscard]] std::vector<SpellingQuestion> take() { return std::move(all_); }

 private:
  std::string default_schema_;
  std::vector<SpellingQuestion> all_;
};

/// The name of scratch objects, the only ones of this session.
[[nodiscard]] std::string scratch_name(std::string_view name);

/// Triggers of one name, as they are and as they are wanted.
using TriggerPairs = std::vector<std::pair<const Trigger*, const Trigger*>>;

/// Asks about all texts of a table that stands on both sides, and of its triggers.
void ask_about(const Table& is, const Table& wanted, const TriggerPairs& triggers, Questions& questions);

}  // namespace dbtool::dialects::postgresql
