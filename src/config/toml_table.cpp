#include "config/toml_table.h"

#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <toml++/toml.h>

#include "base/files.h"
#include "base/strings.h"
#include "config/interpolation.h"
#include "config/keys.h"

namespace dbtool::config {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxTomlBytes = 4U << 20U;
constexpr std::string_view kHooks = "post_write_hooks";

}  // namespace

class TomlReader {
 public:
  explicit TomlReader(const fs::path& file)
      : folder_(file.parent_path()),
        name_(base::display_path(file)),
        here_(base::replace_all(folder_.generic_string(), "%", "%%")) {}

  std::optional<TomlTable> read(std::string_view text);

 private:
  [[nodiscard]] Location location(const toml::source_region& region) const {
    return {.file = name_, .line = region.begin.line, .column = region.begin.column};
  }
  [[nodiscard]] Error error(const toml::node& node, std::string message) const {
    return Error(ErrorCode::kConfig, message).at(location(node.source()));
  }
  [[nodiscard]] Error unsupported(std::string_view key, const toml::node& node) const {
    return error(node, fmt::format("unsupported TOML value type for key: '{}'", key));
  }
  void add_table(const std::string& prefix, const toml::table& table);
  void add(const std::string& key, const toml::node& node);
  void add_unknown(const std::string& key, const toml::node& node);
  void add_hooks(const toml::node& node);
  PostWriteHook hook(const toml::node& node);
  std::string text(std::string_view key, const toml::node& node) const;

  fs::path folder_;
  std::string name_;
  std::string here_;
  TomlTable result_;
};

std::string TomlReader::text(std::string_view key, const toml::node& node) const {
  const auto* value = node.as_string();
  if (value == nullptr) throw unsupported(key, node);
  try {
    return interpolate(key, value->get(),
                       [this](std::string_view name) { return name == "here" ? &here_ : nullptr; });
  } catch (Error& failure) {
    throw std::move(failure).at(location(node.source()));
  }
}

void TomlReader::add(const std::string& key, const toml::node& node) {
  Setting setting{.key = key, .text = {}, .location = location(node.source()), .folder = folder_};
  const Key* known = find_key(key);
  if (const auto* boolean = node.as_boolean()) {
    setting.text = boolean->get() ? "true" : "false";
    if (known != nullptr && known->type != KeyType::kBoolean) throw unsupported(key, node);
  } else if (known != nullptr && known->type == KeyType::kBoolean) {
    throw error(node, fmt::format("boolean value expected for TOML parameter '{}'", key));
  } else if (const auto* integer = node.as_integer()) {
    setting.text = std::to_string(integer->get());
  } else if (const toml::array* list = node.as_array()) {
    std::vector<std::string>& items = setting.items.emplace();
    for (const toml::node& item : *list) {
      // As between the separators of an ini file.
      if (std::string part(base::trim(text(key, item))); !part.empty()) items.push_back(std::move(part));
    }
    setting.text = base::join(items, "\n");
  } else {
    setting.text = text(key, node);
  }
  result_.keys_.push_back(key);
  result_.settings_.emplace(key, std::move(setting));
}

void TomlReader::add_table(const std::string& prefix, const toml::table& table) {
  for (const auto& [name, node] : table) {
    const std::string key = prefix + std::string(name.str());
    if (key == kHooks) {
      add_hooks(node);
    } else if (const toml::table* inner = node.as_table()) {
      add_table(key + ".", *inner);
    } else if (find_key(key) != nullptr) {
      add(key, node);
    } else {
      add_unknown(key, node);
    }
  }
}

/// The user's own keys may be anything. Those of a database's section are looked up with their prefix.
void TomlReader::add_unknown(const std::string& key, const toml::node& node) {
  try {
    add(key, node);
  } catch (const Error&) {
    result_.keys_.push_back(key);
    result_.settings_.insert_or_assign(
        key, Setting{.key = key, .text = {}, .location = location(node.source()), .folder = folder_});
  }
}

PostWriteHook TomlReader::hook(const toml::node& node) {
  const toml::table* table = node.as_table();
  if (table == nullptr) throw unsupported(kHooks, node);
  PostWriteHook result{.name = {}, .type = {}, .options = {}};
  for (const auto& [name, value] : *table) {
    const std::string option(name.str());
    std::string setting = text(option, value);
    if (option == "name") {
      result.name = std::move(setting);
    } else if (option == "type") {
      result.type = std::move(setting);
    } else {
      result.options[option] = std::move(setting);
    }
  }
  if (result.name.empty()) throw error(node, "a post write hook has no 'name'");
  return result;
}

void TomlReader::add_hooks(const toml::node& node) {
  const toml::array* list = node.as_array();
  if (list == nullptr) {
    throw error(node, "'post_write_hooks' has to be a list of tables")
        .with_hint("write each hook below a line [[tool.alembic.post_write_hooks]]");
  }
  for (const toml::node& each : *list) result_.hooks_.push_back(hook(each));
}

std::optional<TomlTable> TomlReader::read(std::string_view text) {
  toml::table root;
  try {
    root = toml::parse(text);
  } catch (const toml::parse_error& failure) {
    throw Error(ErrorCode::kConfig, failure.description()).at(location(failure.source()));
  }
  const toml::node_view alembic = root["tool"]["alembic"];
  if (!alembic) return std::nullopt;
  if (!alembic.is_table()) throw error(*alembic.node(), "Incorrect TOML format");
  add_table("", *alembic.as_table());
  return std::move(result_);
}

std::optional<TomlTable> TomlTable::read(const fs::path& file) {
  std::error_code ignored;
  if (!fs::is_regular_file(file, ignored)) return std::nullopt;
  const std::string text = base::read_file(file, kMaxTomlBytes);
  if (text.find("alembic") == std::string::npos) return std::nullopt;
  return TomlReader(file).read(text);
}

std::optional<Setting> TomlTable::find(std::string_view key) const {
  const auto found = settings_.find(key);
  return found == settings_.end() ? std::nullopt : std::optional(found->second);
}

Location TomlTable::location(std::string_view key) const {
  const auto found = settings_.find(key);
  return found == settings_.end() ? Location{} : found->second.location;
}

}  // namespace dbtool::config
