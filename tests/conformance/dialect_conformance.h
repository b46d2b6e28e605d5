#pragma once

#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "dbtool/dialect.h"

namespace dbtool::test {

/// An empty database for one test, which goes when the value does.
class ScratchDatabase {
 public:
  virtual ~ScratchDatabase() = default;
  [[nodiscard]] virtual const Dialect& dialect() const = 0;
  [[nodiscard]] virtual std::string url() const = 0;
  /// Another session.
  [[nodiscard]] virtual std::unique_ptr<Connection> connect(const ConnectOptions& options) const = 0;
};

/// How a dialect takes part: it makes scratch databases, or null where it has no server to make them on.
struct Engine {
  std::string name;
  std::unique_ptr<ScratchDatabase> (*create)();
};

/// The tests that every dialect has to pass. Instantiated once for each, in a file of its own.
class DialectConformance : public testing::TestWithParam<Engine> {
 protected:
  void SetUp() override {
    database_ = GetParam().create();
    if (!database_) GTEST_SKIP() << "no server for " << GetParam().name;
    connection_ = database_->connect({});
  }

  [[nodiscard]] const Dialect& dialect() const { return database_->dialect(); }
  /// Compiles an operation and runs what comes of it.
  void run(OperationVariant what);
  [[nodiscard]] Schema inspect() { return dialect().inspector(*connection_)->inspect(); }

  std::unique_ptr<ScratchDatabase> database_;
  std::unique_ptr<Connection> connection_;
};

}  // namespace dbtool::test
