#include "config/post_write_hooks.h"

#include <string>
#include <utility>

#include "base/strings.h"
#include "config/values.h"

namespace dbtool::config {
namespace {

PostWriteHook read_hook(const IniFile& ini, std::string name, const std::vector<std::string>& keys) {
  // Keys are in lower case whatever the name is: Alembic finds no key for `hooks = Black`; we do.
  const std::string prefix = base::to_lower(name) + ".";
  PostWriteHook hook{.name = std::move(name), .type = {}, .options = {}};
  for (const std::string& key : keys) {
    if (!key.starts_with(prefix)) continue;
    std::string value = ini.get(kHooksSection, key).value_or("");
    const std::string option = key.substr(prefix.size());
    if (option == "type") {
      hook.type = std::move(value);
    } else {
      hook.options[option] = std::move(value);
    }
  }
  return hook;
}

}  // namespace

std::vector<PostWriteHook> read_post_write_hooks(const IniFile& ini) {
  std::vector<PostWriteHook> hooks;
  if (!ini.has_section(kHooksSection)) return hooks;
  const std::vector<std::string> keys = ini.keys(kHooksSection);
  for (std::string& name : to_words(ini.get(kHooksSection, "hooks").value_or(""))) {
    hooks.push_back(read_hook(ini, std::move(name), keys));
  }
  return hooks;
}

}  // namespace dbtool::config
