#pragma once

#include <memory>

#include "dbtool/config.h"
#include "dbtool/event.h"

namespace spdlog::sinks {
class sink;
}

namespace dbtool::cli {

/// Turns events into log lines, in the format and on the stream that alembic.ini says.
class Log : public Observer {
 public:
  Log();
  ~Log() override;
  Log(const Log&) = delete;
  Log& operator=(const Log&) = delete;

  /// Until it is called Alembic's own defaults hold: INFO and above, on stderr.
  void configure(const LoggingConfig& logging);
  void on_event(const Event& event) override;
  /// On a terminal, where a line can be taken back.
  [[nodiscard]] bool wants_progress() const override { return wants_progress_; }

 private:
  void write(const Remark& remark);
  void show(const StatementRunning& event);
  void take_back();

  LoggingConfig config_;
  std::shared_ptr<spdlog::sinks::sink> sink_;
  bool wants_progress_ = false;  // asked of the system once: it is asked for before each statement
  bool shows_progress_ = false;
};

}  // namespace dbtool::cli
