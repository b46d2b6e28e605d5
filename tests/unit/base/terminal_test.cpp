#include "base/terminal.h"

#include <cstdlib>
#include <optional>
#include <string>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <pty.h>
#include <unistd.h>

#include "base/unique_fd.h"

namespace dbtool::base {
namespace {

/// An environment variable with another value while the test runs.
class ScopedVariable {
 public:
  ScopedVariable(const char* name, const char* value) : name_(name) {
    if (const char* old = std::getenv(name)) old_ = old;
    value == nullptr ? ::unsetenv(name) : ::setenv(name, value, 1);
  }
  ~ScopedVariable() { old_ ? ::setenv(name_, old_->c_str(), 1) : ::unsetenv(name_); }
  ScopedVariable(const ScopedVariable&) = delete;
  ScopedVariable& operator=(const ScopedVariable&) = delete;

 private:
  const char* name_;
  std::optional<std::string> old_;
};

/// Standard error on something else while it lives.
class ScopedError {
 public:
  explicit ScopedError(int fd) : saved_(::dup(STDERR_FILENO)) { ::dup2(fd, STDERR_FILENO); }
  ~ScopedError() { ::dup2(saved_.get(), STDERR_FILENO); }
  ScopedError(const ScopedError&) = delete;
  ScopedError& operator=(const ScopedError&) = delete;

 private:
  UniqueFd saved_;
};

TEST(TerminalTest, KnowsATerminalItsWidthAndItsColors) {
  int controller = -1;
  int terminal = -1;
  winsize size{.ws_row = 40, .ws_col = 132, .ws_xpixel = 0, .ws_ypixel = 0};
  ASSERT_EQ(::openpty(&controller, &terminal, nullptr, nullptr, &size), 0);
  const UniqueFd owned_controller(controller);
  const UniqueFd owned_terminal(terminal);
  const ScopedVariable columns("COLUMNS", nullptr);
  const ScopedVariable term("TERM", "xterm");
  const ScopedVariable no_color("NO_COLOR", nullptr);
  const ScopedError redirected(terminal);
  EXPECT_TRUE(is_terminal(Stream::kError));
  EXPECT_EQ(terminal_width(Stream::kError), 132U);
  EXPECT_TRUE(wants_color(Stream::kError));
  {
    const ScopedVariable set("NO_COLOR", "1");
    EXPECT_FALSE(wants_color(Stream::kError));
  }
  const ScopedVariable dumb("TERM", "dumb");
  EXPECT_FALSE(wants_color(Stream::kError));
}

TEST(TerminalTest, TakesAFileForNoTerminal) {
  const UniqueFd null(::open("/dev/null", O_WRONLY));
  const ScopedError redirected(null.get());
  const ScopedVariable columns("COLUMNS", nullptr);
  EXPECT_FALSE(is_terminal(Stream::kError));
  EXPECT_FALSE(wants_color(Stream::kError));
  EXPECT_EQ(terminal_width(Stream::kError), 80U);
  EXPECT_EQ(terminal_width(Stream::kError, 100), 100U);
}

TEST(TerminalTest, BelievesTheVariableColumns) {
  const ScopedVariable columns("COLUMNS", "57");
  EXPECT_EQ(terminal_width(Stream::kOut), 57U);
}

}  // namespace
}  // namespace dbtool::base
