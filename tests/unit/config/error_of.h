#pragma once

#include "dbtool/error.h"

namespace dbtool::config {

/// The error that a call throws; one with an empty message if it throws none.
template <typename Call>
Error error_of(Call&& call) {
  try {
    static_cast<void>(call());
  } catch (const Error& error) {
    return error;
  }
  return {ErrorCode::kUsage, ""};
}

}  // namespace dbtool::config
