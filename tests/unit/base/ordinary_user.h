#pragma once

#include <algorithm>
#include <string>

#include <sys/wait.h>
#include <unistd.h>

#include "dbtool/error.h"

namespace dbtool::base {

/// What `action` throws in a process that is not root, whom permissions do not stop.
template <typename Action>
std::string error_of_ordinary_user(Action action) {
  int fds[2];
  if (::pipe(fds) != 0) return "no pipe";
  const pid_t pid = ::fork();
  if (pid == 0) {
    std::string what = "nothing was thrown";
    if (::geteuid() == 0 && (::setgid(65534) != 0 || ::setuid(65534) != 0)) ::_exit(1);
    try {
      action();
    } catch (const Error& error) {
      what = error.what();
    }
    const ssize_t written = ::write(fds[1], what.data(), what.size());
    ::_exit(written < 0 ? 1 : 0);
  }
  ::close(fds[1]);
  char buffer[4096];
  const ssize_t count = ::read(fds[0], buffer, sizeof buffer);
  ::close(fds[0]);
  ::waitpid(pid, nullptr, 0);
  return {buffer, static_cast<std::size_t>(std::max<ssize_t>(count, 0))};
}

}  // namespace dbtool::base
