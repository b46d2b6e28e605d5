#include "support/transcript.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <map>
#include <regex>
#include <sstream>
#include <stdexcept>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "base/subprocess.h"
#include "support/temp_dir.h"
#include "support/txtar.h"

namespace dbtool::test {
namespace {

namespace fs = std::filesystem;
using Words = std::vector<std::string>;

/// A line of the scenario that does not hold.
struct Mismatch : std::runtime_error {
  using std::runtime_error::runtime_error;
};

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw Mismatch("no such file: " + path.filename().string());
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

void write(const fs::path& path, const std::string& text) {
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << text;
}

/// What the scenario needs and does not find.
struct Missing : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class Scenario {
 public:
  Scenario(Archive archive, fs::path dbtool, Variables variables, Features features)
      : archive_(std::move(archive)),
        dbtool_(std::move(dbtool)),
        variables_(std::move(variables)),
        features_(std::move(features)) {
    environment_ = variables_;
    for (const auto& [name, text] : archive_.files) write(folder_.path() / name, text);
  }

  void run() {
    std::istringstream lines(archive_.comment);
    std::string line;
    for (int number = 1; std::getline(lines, line); ++number) {
      if (line.empty() || line.starts_with('#')) continue;
      try {
        run_line(line);
      } catch (const Missing& feature) {
        GTEST_SKIP() << "the server has not what is needed: " << feature.what();
      } catch (const std::exception& failure) {
        FAIL() << "line " << number << ": " << line << "\n"
               << failure.what() << "\n--- stdout\n"
               << out_ << "--- stderr\n"
               << error_;
      }
    }
  }

  [[nodiscard]] bool updated() const { return updated_; }
  [[nodiscard]] const Archive& archive() const { return archive_; }

 private:
  void run_line(const std::string& line) {
    Words words = base::split_command_line(line, ErrorCode::kUsage);
    for (std::string& word : words) expand(word);
    const std::string mark = words.front().starts_with('!') ? words.front() : "";
    const bool negated = !mark.empty();
    const int status = mark.size() > 1 ? std::stoi(mark.substr(1)) : negated ? 1 : 0;
    if (negated) words.erase(words.begin());
    const std::string verb = words.at(0);
    require_form(verb, words.size(), mark);
    if (verb == "dbtool") {
      words.front() = dbtool_.string();
      run_program(words, status);
    } else if (verb == "sql") {
      run_program({"sqlite3", "-batch", words.at(1), words.at(2)}, status);
    } else if (verb == "psql") {
      run_program({"psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-c", words.at(1), environment_["DATABASE_URL"]},
                  status);
    } else if (verb == "mariadb") {
      run_program({"mariadb", "--no-defaults", "--user=root", "--socket=" + environment_["SOCKET"], "--batch",
                   "--skip-column-names", "--execute=" + words.at(1), environment_["DATABASE"]},
                  status);
    } else if (verb == "needs") {
      if (!features_.contains(words.at(1))) throw Missing(words.at(1));
    } else if (verb == "exec") {
      words.erase(words.begin());
      std::replace(words.begin(), words.end(), std::string("$DBTOOL"), dbtool_.string());
      run_program(words, status);
    } else if (verb == "stdout" || verb == "stderr") {
      match(verb == "stdout" ? out_ : error_, words.at(1), negated);
    } else if (verb == "cmp") {
      compare(words.at(1), words.at(2));
    } else {
      run_file_verb(verb, words, negated);
    }
  }

  void expand(std::string& word) const {
    const std::size_t begin = word.starts_with('$') ? 0 : word.find("=$") + 1;  // npos + 1 is 0
    for (const auto& [name, value] : variables_) {
      if (word.substr(begin) == "$" + name) word.replace(begin, std::string::npos, value);
    }
  }

  /// What a verb would pass over must not look as if it were tested.
  static void require_form(const std::string& verb, std::size_t word_count, const std::string& mark) {
    enum class Negation { kNone, kPlain, kStatus };
    struct Form {
      std::size_t word_count;  // with the verb; 0: any number
      Negation negation;
    };
    static const std::map<std::string, Form> kForms = {
        {"dbtool", {0, Negation::kStatus}},  {"exec", {0, Negation::kStatus}},
        {"sql", {3, Negation::kStatus}},     {"psql", {2, Negation::kStatus}},
        {"mariadb", {2, Negation::kStatus}}, {"stdout", {2, Negation::kPlain}},
        {"stderr", {2, Negation::kPlain}},   {"exists", {2, Negation::kPlain}},
        {"cmp", {3, Negation::kNone}},       {"cp", {3, Negation::kNone}},
        {"rm", {2, Negation::kNone}},        {"mkdir", {2, Negation::kNone}},
        {"chmod", {3, Negation::kNone}},     {"env", {2, Negation::kNone}},
        {"needs", {2, Negation::kNone}}};
    const auto form = kForms.find(verb);
    if (form == kForms.end()) throw Mismatch("unknown verb '" + verb + "'");
    const auto [words, negation] = form->second;
    if (words != 0 && word_count != words)
      throw Mismatch("'" + verb + "' takes " + std::to_string(words - 1) + " words");
    if ((negation == Negation::kNone && !mark.empty()) || (negation == Negation::kPlain && mark.size() > 1))
      throw Mismatch("'" + mark + "' means nothing to '" + verb + "'");
  }

  void run_file_verb(const std::string& verb, const Words& words, bool negated) {
    const auto path = [&](std::size_t i) { return folder_.path() / words.at(i); };
    if (verb == "cp") {
      write(path(2), content(words.at(1)));
    } else if (verb == "rm") {
      fs::remove_all(path(1));
    } else if (verb == "mkdir") {
      fs::create_directories(path(1));
    } else if (verb == "chmod") {
      fs::permissions(path(2), static_cast<fs::perms>(std::stoi(words.at(1), nullptr, 8)));
    } else if (verb == "exists") {
      if (fs::exists(path(1)) == negated) throw Mismatch(negated ? "it exists" : "it does not exist");
    } else {  // env
      const std::size_t equals = words.at(1).find('=');
      if (equals == std::string::npos) throw Mismatch("no '='");
      environment_[words.at(1).substr(0, equals)] = words.at(1).substr(equals + 1);
    }
  }

  void run_program(const Words& argv, int wanted_status) {
    base::Command command{.argv = argv, .folder = folder_.path(), .output = base::Output::kCapture};
    for (const auto& [name, value] : environment_) command.environment.emplace_back(name, value);
    base::CommandResult result = base::run_command(command);
    out_ = std::move(result.out);
    error_ = std::move(result.error);
    if (result.exit_status == wanted_status) return;
    throw Mismatch("exit status " + std::to_string(result.exit_status) + ", not " +
                   std::to_string(wanted_status));
  }

  static void match(const std::string& text, const std::string& pattern, bool negated) {
    const bool found =
        std::regex_search(text, std::regex(pattern, std::regex::ECMAScript | std::regex::multiline));
    if (found == negated) throw Mismatch(negated ? "it matches" : "it does not match");
  }

  [[nodiscard]] std::string content(const std::string& name) const {
    if (name == "stdout") return out_;
    if (name == "stderr") return error_;
    return read(folder_.path() / name);
  }

  static void replace(std::string& text, const std::string& from, const std::string& to) {
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
      text.replace(at, from.size(), to);
  }

  /// What differs from run to run: times, the folder and the variables.
  [[nodiscard]] std::string normalized(std::string text) const {
    static const std::regex kTime(R"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?([+-]\d\d:\d\d)?)");
    text = std::regex_replace(text, kTime, "TIME");
    replace(text, folder_.path().string(), "$WORK");
    for (const auto& [name, value] : variables_) replace(text, value, "$" + name);
    return text;
  }

  void compare(const std::string& got_name, const std::string& wanted_name) {
    const std::string got = normalized(content(got_name));
    if (got == normalized(content(wanted_name))) return;
    if (std::string* golden = archive_.find(wanted_name);
        golden != nullptr && std::getenv("UPDATE_GOLDEN") != nullptr) {
      *golden = got;
      updated_ = true;
      return;
    }
    throw Mismatch(got_name + " is:\n" + got + "--- but " + wanted_name + " is:\n" +
                   normalized(content(wanted_name)));
  }

  Archive archive_;
  fs::path dbtool_;
  Variables variables_;
  Features features_;
  TempDir folder_;
  std::map<std::string, std::string> environment_;
  std::string out_;
  std::string error_;
  bool updated_ = false;
};

}  // namespace

void run_transcript(const fs::path& file, const fs::path& dbtool, const Variables& variables,
                    const Features& features) {
  // A scenario is about its own folder's database, whatever the environment says.
  for (const char* name : {"DATABASE_URL", "SQLALCHEMY_DATABASE_URI", "ALEMBIC_CONFIG", "COLUMNS"})
    unsetenv(name);
  Scenario scenario(parse_txtar(read(file)), dbtool, variables, features);
  scenario.run();
  if (scenario.updated()) write(file, to_string(scenario.archive()));
}

}  // namespace dbtool::test
