#pragma once

#include <span>
#include <string>
#include <string_view>

#include "dbtool/dialect.h"
#include "dbtool/journal.h"
#include "dbtool/operation.h"

namespace dbtool::runtime {

/// The operations of a step as the journal knows them again. Of SQL, which stands in the script, and of rows,
/// which may come from a file and be more than the journal keeps, each statement is known by its own text:
/// whoever compiles it again gets the same. What others compile to depends on the database, also rows with
/// lists, which may be arrays there or JSON; so all their statements are known by the operation.
class StepChecksums {
 public:
  StepChecksums() = default;
  /// Both must outlive it.
  StepChecksums(std::span<const Operation> operations, const sql::Syntax& syntax)
      : operations_(operations), syntax_(&syntax) {}

  /// Operations have numbers from 1.
  [[nodiscard]] bool has(std::size_t operation) const noexcept {
    return operation > 0 && operation <= operations_.size();
  }
  [[nodiscard]] const Operation& operation(std::size_t number) const { return operations_[number - 1]; }
  /// Whether its statements are known by their texts.
  [[nodiscard]] bool is_known_by_text(std::size_t operation) const;
  /// Of those, whether they are rows.
  [[nodiscard]] bool is_rows(std::size_t operation) const;
  /// For a person: the operation in one line.
  [[nodiscard]] std::string summary_of(std::size_t operation) const;
  /// Empty if there is no such operation, and for a statement whose text would tell and is not known.
  [[nodiscard]] std::string of(StatementPlace place, std::string_view text) const;

 private:
  [[nodiscard]] std::string canonical_text(std::size_t operation) const;

  std::span<const Operation> operations_;
  const sql::Syntax* syntax_ = nullptr;
};

/// The first line of a statement, or as much of it as says which one it is.
[[nodiscard]] std::string summary(std::string_view sql);

/// True for what may do several things, and fail after some of them.
[[nodiscard]] bool runs_others(const Statement& statement, const sql::Syntax& syntax);

}  // namespace dbtool::runtime
