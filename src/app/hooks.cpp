#include "app/hooks.h"

#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/subprocess.h"

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

}  // namespace

void run_post_write_hooks(const Config& config, const std::filesystem::path& script, Observer& observer) {
  for (const PostWriteHook& hook : config.post_write_hooks) {
    std::vector<std::string> argv = program(hook);
    for (std::string& word : arguments(hook, script.string())) argv.push_back(std::move(word));
    const auto folder = hook.options.find("cwd");
    observer.on_event(
        Remark{Severity::kInfo, "alembic.script", fmt::format("Running post write hook '{}'", hook.name)});
    const base::CommandResult result = base::run_command(
        {.argv = std::move(argv), .folder = folder == hook.options.end() ? "" : folder->second});
    if (result.exit_status != 0) {
      observer.on_event(
          Remark{Severity::kWarning, "alembic.script",
                 fmt::format("post write hook '{}' ended with status {}", hook.name, result.exit_status)});
    }
  }
}

}  // namespace dbtool::app
