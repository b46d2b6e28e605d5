#include "app/hooks.h"

#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace dbtool::app {
namespace {

constexpr std::string_view kFileToken = "REVISION_SCRIPT_FILENAME";

std::string require_option(const PostWriteHook& hook, std::string_view option) {
  const auto found = hook.options.find(option);
  if (found != hook.options.end() && !found->second.empty()) return found->second;
  throw Error(ErrorCode::kConfig,
              fmt::format("Key {}.{} is required for post write hook '{}'", hook.name, option, hook.name));
}

/// The program that a hook of this type names. Python's entry points are programs of that name.
std::vector<std::string> program(const PostWriteHook& hook) {
  if (hook.type == "exec") return {require_option(hook, "executable")};
  if (hook.type == "console_scripts") return {require_option(hook, "entrypoint")};
  if (hook.type == "module") return {require_option(hook, "module")};
  if (hook.type.empty()) {
    throw Error(ErrorCode::kConfig,
                fmt::format("Key '{}.type' (or 'type' in toml) is required for post write hook '{}'",
                            hook.name, hook.name));
  }
  throw Error(ErrorCode::kConfig, fmt::format("No formatter with name '{}' registered", hook.type))
      .with_hint("the types are 'exec', 'console_scripts' and 'module'");
}

std::vector<std::string> arguments(const PostWriteHook& hook, const std::string& script) {
  const auto found = hook.options.find("options");
  std::vector<std::string> words =
      base::split_command_line(found == hook.options.end() ? "" : found->second, ErrorCode::kConfig);
  bool named = false;
  for (std::string& word : words) {
    for (std::size_t at = 0; (at = word.find(kFileToken, at)) != std::string::npos; at += script.size()) {
      word.replace(at, kFileToken.size(), script);
      named = true;
    }
  }
  if (!named) words.insert(words.begin(), script);
  return words;
}

/// Runs the hook and says what went wrong; empty if nothing did.
std::string failure_of(const Hook& hook) {
  try {
    const int status = base::run_command(hook.command).exit_status;
    return status == 0 ? "" : fmt::format("ended with status {}", status);
  } catch (const Error& error) {
    return fmt::format("did not run: {}", error.what());
  }
}

}  // namespace

std::vector<Hook> prepare_hooks(const Config& config, const std::filesystem::path& script) {
  std::vector<Hook> hooks;
  for (const PostWriteHook& hook : config.post_write_hooks) {
    // Our own stdout is for results: --json promises one value there.
    base::Command command{.argv = program(hook), .output = base::Output::kToStderr};
    for (std::string& word : arguments(hook, script.string())) command.argv.push_back(std::move(word));
    if (const auto folder = hook.options.find("cwd"); folder != hook.options.end())
      command.folder = folder->second;
    command.environment.assign(config.dotenv.begin(), config.dotenv.end());
    hooks.push_back({hook.name, std::move(command)});
  }
  return hooks;
}

void run_hooks(const std::vector<Hook>& hooks, Observer& observer) {
  for (const Hook& hook : hooks) {
    observer.on_event(
        Remark{Severity::kInfo, "alembic.script", fmt::format("Running post write hook '{}'", hook.name)});
    if (const std::string failure = failure_of(hook); !failure.empty()) {
      observer.on_event(Remark{Severity::kWarning, "alembic.script",
                               fmt::format("post write hook '{}' {}", hook.name, failure)});
    }
  }
}

}  // namespace dbtool::app
