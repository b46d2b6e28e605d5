#pragma once

#include <string>

#include "dbtool/error.h"

namespace dbtool {

/// One thing that a step does to a database.
struct Statement {
  enum class Kind {
    kSql,      ///< `text` is one SQL statement, without its terminator
    kProgram,  ///< `text` is the command line of a program of the user's
  };
  enum class Transaction {
    kInside,   ///< part of the step's transaction where there is one
    kOutside,  ///< cannot run, or must not run, inside a transaction
  };

  Kind kind = Kind::kSql;
  std::string text;
  Location location = {};  ///< where the user wrote what this comes from
  Transaction transaction = Transaction::kInside;

  bool operator==(const Statement& other) const {
    return kind == other.kind && text == other.text && transaction == other.transaction;
  }
};

}  // namespace dbtool
