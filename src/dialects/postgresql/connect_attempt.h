#pragma once

#include <string>

#include "dialects/postgresql/conninfo.h"
#include "dialects/postgresql/libpq.h"

namespace dbtool::dialects::postgresql {

/// What came of trying to connect once.
struct ConnectAttempt {
  ConnectionHandle connection;  ///< never null: also a failed one knows what it tried
  bool succeeded = false;
  std::string message;   ///< of a failure, on one line, with the password if the server repeats it
  std::string sqlstate;  ///< of a server that refused; empty if nothing answered

  /// Nobody answered, or who did said that it is starting: it may be otherwise in a moment.
  [[nodiscard]] bool may_work_later() const;
};

/// Throws nothing but what a missing client library does.
[[nodiscard]] ConnectAttempt attempt_to_connect(const Conninfo& conninfo);

/// Splits what the library says of a failure, in its verbose form, into a line for people and the code.
void read_failure(std::string_view text, ConnectAttempt& attempt);

}  // namespace dbtool::dialects::postgresql
