#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "dbtool/error.h"

namespace dbtool {

/// One thing that a step does to a database.
struct Statement {
  enum class Kind {
    kSql,       ///< `text` is one SQL statement, without its terminator
    kProgram,   ///< `text` is the command line of a program of the user's
    kCheck,     ///< `text` is a statement that has to run and return no rows: else nothing after it is right
    kBaseline,  ///< `text` is a query; its rows are no failure of the check with the same text that follows
  };
  enum class Transaction {
    kInside,   ///< part of the step's transaction where there is one
    kAtomic,   ///< in one transaction with its neighbours of this kind, even if the script wants none
    kOutside,  ///< cannot run, or must not run, inside a transaction
  };

  Kind kind = Kind::kSql;
  std::string text;
  Location location = {};  ///< where the user wrote what this comes from
  Transaction transaction = Transaction::kInside;
  /// The text is the user's own and begins at `location`: a position in it is one in the user's file.
  bool verbatim = false;
  std::size_t margin = 0;  ///< for a verbatim text: the columns before every further line in the file
  /// The lines of a file that parts of the text come from, each part with the byte at which it begins.
  struct Lines {
    std::string file;
    std::vector<std::pair<std::size_t, std::size_t>> parts;
  };
  Lines lines = {};       ///< of rows; none: all of the text comes from `location`
  bool has_data = false;  ///< behind the SQL, its `;` and a line end stand the lines that it reads
  std::string failure =
      {};                 ///< of a check: what is wrong if it fails; the first column of its rows says where
  std::string hint = {};  ///< what to do if it fails
  /// Of a check: it waits for the end of the script, if that is one transaction. What comes between may mend
  /// what it looks for. Of a baseline: that of such a check, whose query always runs.
  bool deferred = false;

  bool operator==(const Statement& other) const {
    return kind == other.kind && text == other.text && transaction == other.transaction;
  }
};

/// The place in the user's file that a byte of the statement's text comes from: exact for verbatim text, the
/// line where lines are known, the statement's own location otherwise.
[[nodiscard]] Location location_of(const Statement& statement, std::size_t offset);

/// A statement's SQL with its `;`, on a line of its own where the last line may end in a comment.
[[nodiscard]] std::string terminated(const Statement& statement);

}  // namespace dbtool
