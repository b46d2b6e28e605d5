#include "base/subprocess.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>

#include <fcntl.h>
#include <fmt/core.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/files.h"
#include "base/interrupts.h"
#include "base/io_error.h"
#include "base/unique_fd.h"

namespace dbtool::base {
namespace {

constexpr std::size_t kMaxCapturedBytes = 16U << 20U;

class FileActions {
 public:
  FileActions() { ::posix_spawn_file_actions_init(&raw_); }
  ~FileActions() { ::posix_spawn_file_actions_destroy(&raw_); }
  FileActions(const FileActions&) = delete;
  FileActions& operator=(const FileActions&) = delete;

  posix_spawn_file_actions_t* raw() noexcept { return &raw_; }

 private:
  posix_spawn_file_actions_t raw_{};
};

struct Pipe {
  UniqueFd reader;
  UniqueFd writer;

  static Pipe open() {
    std::array<int, 2> fds{};
    if (::pipe2(fds.data(), O_CLOEXEC) != 0) throw io_error("cannot open a pipe", errno);
    return {UniqueFd(fds[0]), UniqueFd(fds[1])};
  }
};

/// `NAME=VALUE` of our own environment with the additions.
std::vector<std::string> environment_of(const Command& command) {
  std::vector<std::string> result;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view text(*entry);
    const std::string_view name = text.substr(0, text.find('='));
    const auto is_same = [name](const auto& added) { return added.first == name; };
    if (std::none_of(command.environment.begin(), command.environment.end(), is_same))
      result.emplace_back(text);
  }
  for (const auto& [name, value] : command.environment) result.push_back(fmt::format("{}={}", name, value));
  return result;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> result;
  for (std::string& text : texts) result.push_back(text.data());
  result.push_back(nullptr);
  return result;
}

pid_t start(const Command& command, FileActions& actions) {
  if (!command.folder.empty()) {
    ::posix_spawn_file_actions_addchdir_np(actions.raw(), command.folder.c_str());
  }
  std::vector<std::string> argv = command.argv;
  std::vector<std::string> environment = environment_of(command);
  pid_t pid = -1;
  const int error_number = ::posix_spawnp(&pid, argv.front().c_str(), actions.raw(), nullptr,
                                          pointers(argv).data(), pointers(environment).data());
  if (error_number == 0) return pid;
  // The child cannot say which of the two it did not find.
  std::error_code ignored;
  if (!command.folder.empty() && !std::filesystem::is_directory(command.folder, ignored)) {
    throw io_error(fmt::format("cannot run '{}' in '{}'", argv.front(), display_path(command.folder)),
                   ENOTDIR);
  }
  throw io_error(fmt::format("cannot run '{}'", argv.front()), error_number);
}

/// Reads what there is; closes the pipe at its end. Bytes above the limit are dropped, as the
/// program would wait for ever if nobody read them.
void drain(UniqueFd& pipe, std::string& text) {
  std::array<char, 16384> buffer{};
  const ssize_t count = ::read(pipe.get(), buffer.data(), buffer.size());
  if (count < 0 && errno == EINTR) return;
  if (count <= 0) return pipe.reset();
  text.append(buffer.data(), std::min(static_cast<std::size_t>(count), kMaxCapturedBytes - text.size()));
}

void read_both(UniqueFd& out, UniqueFd& error, CommandResult& result) {
  while (out || error) {
    // A negative descriptor is passed over.
    std::array<pollfd, 2> polled{{{out.get(), POLLIN, 0}, {error.get(), POLLIN, 0}}};
    if (::poll(polled.data(), polled.size(), -1) < 0) {
      if (errno == EINTR) continue;
      throw io_error("cannot wait for a program's output", errno);
    }
    if (polled[0].revents != 0) drain(out, result.out);
    if (polled[1].revents != 0) drain(error, result.error);
  }
}

int wait_for(pid_t pid) {
  int status = 0;
  while (::waitpid(pid, &status, 0) < 0) {
    if (errno != EINTR) throw io_error("cannot wait for a program", errno);
    // A terminal has told the program too; who ends only this process has not.
    if (const int signal = waiting_interrupt(); signal != 0) ::kill(pid, signal);
  }
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

}  // namespace

CommandResult run_command(const Command& command) {
  if (command.argv.empty() || command.argv.front().empty()) {
    throw Error(ErrorCode::kIo, "cannot run an empty command");
  }
  CommandResult result;
  FileActions actions;
  if (command.output == Output::kToStderr) {
    ::posix_spawn_file_actions_adddup2(actions.raw(), STDERR_FILENO, STDOUT_FILENO);
  }
  if (command.output != Output::kCapture) {
    result.exit_status = wait_for(start(command, actions));
    return result;
  }
  Pipe out = Pipe::open();
  Pipe error = Pipe::open();
  ::posix_spawn_file_actions_adddup2(actions.raw(), out.writer.get(), STDOUT_FILENO);
  ::posix_spawn_file_actions_adddup2(actions.raw(), error.writer.get(), STDERR_FILENO);
  const pid_t pid = start(command, actions);
  out.writer.reset();
  error.writer.reset();
  read_both(out.reader, error.reader, result);
  result.exit_status = wait_for(pid);
  return result;
}

}  // namespace dbtool::base
