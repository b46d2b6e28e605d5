#include "commands/session.h"

#include <algorithm>
#include <cstdio>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/files.h"
#include "base/strings.h"

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

void Session::begin_result() {
  if (!label_.empty() && !json()) write(std::exchange(label_, {}) + ":\n");
}

void Session::write(std::string_view text) {
  begin_result();
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) {
    throw Error(ErrorCode::kIo, "cannot write to the standard output");
  }
}

void Session::print(std::string_view line) {
  write(line);
  write("\n");
}

void Session::print(const base::Node& result) {
  if (database_.empty()) return write(base::write_json(result) + "\n");
  result_ = result;
}

ExitCode Session::for_each_database(const std::function<ExitCode(Migrator&)>& action) {
  const std::vector<Migrator*> databases = migrator().databases();
  if (databases.front()->config().database.empty()) return action(*databases.front());
  base::Node results = base::Node::mapping();
  std::vector<std::string> done;
  ExitCode code = ExitCode::kDone;
  for (Migrator* database : databases) {
    database_ = database->config().database;
    label_ = databases.size() > 1 ? database_ : "";
    result_.reset();
    try {
      code = std::max(code, action(*database));
    } catch (Error& error) {
      const std::string others = done.empty() ? "" : fmt::format("; done before: {}", base::join(done, ", "));
      error.with_state(fmt::format("database '{}': {}{}", database_,
                                   error.state().empty() ? "nothing was changed" : error.state(), others));
      throw;
    }
    if (result_) results.set(database_, *result_);
    done.push_back(std::exchange(database_, {}));
    label_.clear();
  }
  if (json()) print(results);
  return code;
}

void Session::write_sql(const std::function<void(const Migrator::SqlWriter&)>& make) {
  if (!json() && database_.empty()) return make([this](std::string_view text) { write(text); });
  std::string sql;
  make([&sql](std::string_view text) { sql += text; });
  if (!json()) {
    const std::string file = database_ + ".sql";
    observer_.on_event(Remark{Severity::kInfo, "alembic.env", "Writing output to " + file});
    return base::write_file_atomically(file, sql);
  }
  base::Node node = base::Node::mapping();
  node.set("sql", base::Node::string(std::move(sql)));
  print(node);
}

void Session::status(std::string_view line) {
  if (!options_.quiet && !options_.json) print(line);
}

}  // namespace dbtool::commands
