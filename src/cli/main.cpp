#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "app/own_process.h"
#include "base/interrupts.h"
#include "cli/command_line.h"
#include "cli/error_text.h"
#include "cli/log.h"
#include "cli/process_title.h"

namespace dbtool::cli {
namespace {

using commands::ExitCode;

void write(std::FILE* stream, std::string_view text) { std::fwrite(text.data(), 1, text.size(), stream); }

ExitCode report(const Error& error, bool json) {
  if (json) {
    base::Node node = base::Node::mapping();
    node.set("error", error_node(error));
    write(stdout, base::write_json(node) + "\n");
  }
  write(stderr, error_text(error));
  return exit_code(error.code());
}

ExitCode run(Invocation invocation) {
  const bool json = invocation.options.json;
  Log log;
  commands::Session session(std::move(invocation.options), log);
  session.on_config([&, json](const Config& config) {
    // Client libraries look in the environment for what a URL leaves out. Flask's command line does the same.
    for (const auto& [name, value] : config.dotenv) setenv(name.c_str(), value.c_str(), 0);
    LoggingConfig logging = config.logging;
    // A program reads stdout: nothing but the result may stand there.
    if (json && logging.stream == LogStream::kStdout) logging.stream = LogStream::kStderr;
    log.configure(logging);
    for (const ConfigWarning& warning : config.warnings) {
      const std::string place = to_string(warning.location);
      log.on_event(Remark{Severity::kWarning, "alembic.config",
                          place.empty() ? warning.message : place + ": " + warning.message});
    }
  });
  return invocation.command->run(session);
}

ExitCode run(int argc, char** argv) {
  bool json = false;
  try {
    const std::vector<std::string> arguments = take_arguments(argc, argv);
    std::vector<const char*> words;
    for (const std::string& argument : arguments) words.push_back(argument.c_str());
    auto read = read_command_line(argc, words.data(), json);
    if (const Answer* answer = std::get_if<Answer>(&read)) {
      write(stdout, answer->text);
      return ExitCode::kDone;
    }
    return run(std::get<Invocation>(std::move(read)));
  } catch (const Error& error) {
    return report(error, json);
  } catch (const std::exception& error) {
    // Nothing else leaves the library: a mistake of ours, or no memory. Still no crash.
    return report(Error(ErrorCode::kInternal, std::string("unexpected failure: ") + error.what())
                      .with_hint("this is a bug of dbtool: please report it with the command that shows it"),
                  json);
  }
}

}  // namespace
}  // namespace dbtool::cli

namespace {

/// As timeout(1) says it.
constexpr int kDeadlinePassed = 124;

}  // namespace

int main(int argc, char** argv) {
  dbtool::app::own_process();
  dbtool::base::let_interrupts_wait();
  const auto code = dbtool::cli::run(argc, argv);
  // A full disk or a closed pipe shows here at the latest.
  if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) {
    std::fputs("dbtool: cannot write to the standard output\n", stderr);
    return static_cast<int>(dbtool::commands::ExitCode::kFailed);
  }
  if (code == dbtool::commands::ExitCode::kInterrupted) {
    const int signal = dbtool::base::waiting_interrupt();
    return signal == 0 ? kDeadlinePassed : 128 + signal;
  }
  return static_cast<int>(code);
}
