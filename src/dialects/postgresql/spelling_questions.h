#pragma once

#include <string>
#include <vector>

#include "dbtool/schema.h"

namespace dbtool::dialects::postgresql {

/// A text of the models that the database may have too, in the server's own spelling: how to have the server
/// read it and write it back.
struct SpellingQuestion {
  enum class Kind {
    kExpression,
    kDefault,
    kSequenceDefault,  ///< the answer is empty if the column counts by the very same sequence
    kType,
  };
  Kind kind = Kind::kExpression;
  std::string text;        ///< as it is declared; of a default, as SQL
  DataType type = {};      ///< of a default's column, or the type itself
  std::string setup = {};  ///< makes a scratch table for the question and those after it with the same setup
  std::string make = {};   ///< makes an object of the text, under a name that no other question uses
  std::string read = {};   ///< reads the text of that object
  /// What the object has in its text instead of what the database has: `pg_temp.dbtool_3`
  std::string scratch_words = {};
  std::string own_words = {};
};

/// What the texts of both schemas alone do not tell. Without a difference there is no question.
[[nodiscard]] std::vector<SpellingQuestion> open_questions(const Schema& inspected, const Schema& declared,
                                                           const std::string& default_schema);

}  // namespace dbtool::dialects::postgresql
