#include "commands/session.h"

#include <utility>

namespace dbtool::commands {

Session::Session(GlobalOptions options, Observer& observer)
    : options_(std::move(options)), observer_(observer) {}

Migrator& Session::migrator() {
  if (!migrator_) {
    Config config = load_config(options_.load);
    if (on_config_) on_config_(config);
    migrator_.emplace(std::move(config), observer_);
  }
  return *migrator_;
}

void Session::write(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) {
    throw Error(ErrorCode::kIo, "cannot write to the standard output");
  }
}

void Session::print(std::string_view line) {
  write(line);
  write("\n");
}

void Session::print(const base::Node& result) { write(base::write_json(result) + "\n"); }

void Session::write_sql(const std::function<void(const Migrator::SqlWriter&)>& make) {
  if (!json()) return make([this](std::string_view text) { write(text); });
  std::string sql;
  make([&sql](std::string_view text) { sql += text; });
  base::Node node = base::Node::mapping();
  node.set("sql", base::Node::string(std::move(sql)));
  print(node);
}

void Session::status(std::string_view line) {
  if (!options_.quiet && !options_.json) print(line);
}

}  // namespace dbtool::commands
