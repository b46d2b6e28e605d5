#include "support/txtar.h"

namespace dbtool::test {
namespace {

/// The name in a line `-- NAME --`, or nothing.
std::string_view marker(std::string_view line) {
  if (line.ends_with('\n')) line.remove_suffix(1);
  if (line.size() < 7 || !line.starts_with("-- ") || !line.ends_with(" --")) return {};
  return line.substr(3, line.size() - 6);
}

}  // namespace

std::string* Archive::find(std::string_view name) {
  for (auto& [file, text] : files) {
    if (file == name) return &text;
  }
  return nullptr;
}

Archive parse_txtar(std::string_view text) {
  Archive archive;
  std::string* current = &archive.comment;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end == std::string_view::npos ? end : end + 1);
    text.remove_prefix(line.size());
    if (const std::string_view name = marker(line); !name.empty()) {
      current = &archive.files.emplace_back(std::string(name), "").second;
    } else {
      current->append(line);
    }
  }
  return archive;
}

std::string to_string(const Archive& archive) {
  std::string text = archive.comment;
  for (const auto& [name, content] : archive.files) text += "-- " + name + " --\n" + content;
  return text;
}

}  // namespace dbtool::test
