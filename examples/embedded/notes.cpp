// An application that keeps notes in an SQLite file and migrates the file itself, at start-up: no
// tool, no folder of scripts beside it.
//
// usage: notes FILE

#include <filesystem>
#include <iostream>
#include <string>

#include <dbtool/dbtool.h>

namespace {

/// Its whole history, oldest first. A release adds to the end and never changes what is above.
std::vector<dbtool::MemoryScript> history() {
  return {
      {"ae10_notes.yaml", R"(
message: notes
revision: ae10
upgrade:
  - create_table:
      name: note
      columns: {id: integer, body: text}
      primary_key: [id]
downgrade: auto
)"},
      {"ae11_pinned.yaml", R"(
message: a note can be pinned
revision: ae11
down_revision: ae10
upgrade:
  - add_column: {table: note, column: {name: pinned, type: boolean, default: false}}
downgrade: auto
)"},
  };
}

/// Tells the user what happens to their file, and nothing else.
class Progress : public dbtool::Observer {
 public:
  void on_event(const dbtool::Event& event) override {
    if (const auto* started = std::get_if<dbtool::StepStarted>(&event)) {
      std::cerr << "notes: bringing your file up to date: " << started->step.summary << " ("
                << started->number << " of " << started->total << ")\n";
    }
  }
};

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::cerr << "usage: notes FILE\n";
    return 2;
  }
  dbtool::Config config;
  config.url.text = "sqlite:///" + std::filesystem::absolute(argv[1]).string();
  Progress progress;
  try {
    dbtool::Migrator migrator(config, progress, dbtool::make_memory_source(history()));
    migrator.upgrade("head");
    std::cout << "the file is at " << migrator.rows().front() << '\n';
  } catch (const dbtool::Error& error) {
    std::cerr << "notes: " << error.what() << '\n';
    return 1;
  }
  return 0;
}
