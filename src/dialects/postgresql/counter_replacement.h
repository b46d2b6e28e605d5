#pragma once

#include <string>

#include "dbtool/schema.h"

namespace dbtool::dialects::postgresql {

/// One sequence that takes the place of another one: of a SERIAL by an identity, or the other way round.
struct CounterReplacement {
  std::string table;   ///< as SQL names it
  std::string column;  ///< the plain name
  std::string type;    ///< of a SERIAL's sequence; empty: the server's choice
  bool by_identity = false;
  Identity wanted;  ///< what is said of the new one
};

/// The statement that does it. The new sequence has the name of the old one, its privileges, and of its
/// options what is not said; it goes on where that was, so that no value is given twice; and defaults of
/// other columns that count by the old one count by the new one.
[[nodiscard]] std::string replace_counter(const CounterReplacement& replacement);

}  // namespace dbtool::dialects::postgresql
