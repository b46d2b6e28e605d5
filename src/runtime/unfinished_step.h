#pragma once

#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dbtool/dialect.h"
#include "dbtool/journal.h"
#include "runtime/step_checksums.h"

namespace dbtool::runtime {

/// A step that a run has begun and not finished, and what of it need not run again.
class UnfinishedStep {
 public:
  /// The dialect and the inspector must outlive it. `treat_as` is what a statement is taken for of which
  /// neither the journal nor the catalog tells whether it is done.
  UnfinishedStep(OpenStep step, const Dialect& dialect, Inspector& inspector,
                 std::optional<TreatAs> treat_as);

  [[nodiscard]] const OpenStep& step() const noexcept { return step_; }
  /// What is said to who would do something else.
  [[nodiscard]] Error error() const;

  /// Throws Error{kOutOfSync} if it is not this step, or an operation of which a part is done is gone.
  void go_on_with(const RevisionStep& step, const StepChecksums& operations);

  /// The statements of an operation as they were compiled then, if a part of them is done; none if all are,
  /// which were committed as one. Throws Error{kOutOfSync} if the operation was changed, and if it had more
  /// statements than the journal keeps.
  [[nodiscard]] std::optional<std::vector<Statement>> known(std::size_t operation);
  /// Whether the check at this place, of what known() gave last, stands before what is done: it has passed,
  /// and rows that came since are none of its business.
  [[nodiscard]] bool has_passed(StatementPlace check) const { return passed_.contains(check); }
  /// Throws Error{kOutOfSync} if more statements of the operation are done than it has.
  void require_no_more(std::size_t operation, std::size_t statements) const;

  enum class Verdict {
    kPending,
    kDone,     ///< the journal says so
    kFound,    ///< the catalog does
    kAssumed,  ///< whoever runs this does
  };
  /// Of each statement in turn. Throws Error{kOutOfSync} if it was changed since, or nobody can tell.
  [[nodiscard]] Verdict judge(const Statement& statement, StatementPlace place);

 private:
  [[nodiscard]] const JournalEntry* find(StatementPlace place) const;
  void require_unchanged(const JournalEntry& entry, const Statement* statement = nullptr) const;
  [[nodiscard]] Verdict judge(const Statement& statement, const JournalEntry& entry) const;
  [[nodiscard]] Error unclear(const Statement& statement, std::string_view facts) const;
  [[nodiscard]] Error not_kept(std::size_t operation) const;
  void find_passed_checks(std::size_t operation, std::span<const Statement> statements);

  OpenStep step_;
  const Dialect& dialect_;
  Inspector& inspector_;
  std::optional<TreatAs> treat_as_;
  StepChecksums operations_;
  std::set<StatementPlace> passed_;  ///< checks
  bool previous_is_done_ = false;    ///< the statement before the one at hand
};

}  // namespace dbtool::runtime
