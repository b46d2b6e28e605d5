#pragma once

#include <gtest/gtest.h>

#include "dbtool/error.h"

namespace dbtool::base {

/// The Error that `action` throws; fails the test if it throws none.
template <typename Action>
Error thrown_error(Action action) {
  try {
    action();
  } catch (const Error& error) {
    return error;
  }
  ADD_FAILURE() << "threw no Error";
  return {ErrorCode::kUsage, "nothing was thrown"};
}

}  // namespace dbtool::base
