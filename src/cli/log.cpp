#include "cli/log.h"

#include <array>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <string>
#include <utility>

#include <fmt/format.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/null_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <unistd.h>

#include "base/strings.h"
#include "base/terminal.h"
#include "cli/progress_line.h"
#include "cli/python_format.h"

namespace dbtool::cli {
namespace {

constexpr std::string_view kOurLogger = "alembic";

spdlog::level::level_enum spdlog_level(LogLevel level) {
  switch (level) {
    case LogLevel::kDebug:
      return spdlog::level::debug;
    case LogLevel::kInfo:
      return spdlog::level::info;
    case LogLevel::kWarning:
      return spdlog::level::warn;
    case LogLevel::kError:
      return spdlog::level::err;
    case LogLevel::kCritical:
      return spdlog::level::critical;
  }
  return spdlog::level::info;
}

LogLevel log_level(Severity severity) {
  switch (severity) {
    case Severity::kDebug:
      return LogLevel::kDebug;
    case Severity::kInfo:
      return LogLevel::kInfo;
    case Severity::kWarning:
      return LogLevel::kWarning;
  }
  return LogLevel::kInfo;
}

/// Python's names.
std::string_view level_name(spdlog::level::level_enum level) {
  constexpr std::array<std::string_view, 7> kNames = {"DEBUG", "DEBUG",    "INFO", "WARNING",
                                                      "ERROR", "CRITICAL", ""};
  return kNames.at(static_cast<std::size_t>(level));
}

/// By strftime; without a format as Python does: `2026-11-22 14:30:00,123`.
std::string time_text(std::chrono::system_clock::time_point time, const std::string& format) {
  using std::chrono::floor, std::chrono::milliseconds, std::chrono::seconds;
  const std::time_t whole = std::chrono::system_clock::to_time_t(floor<seconds>(time));
  std::tm parts{};
  localtime_r(&whole, &parts);
  std::array<char, 200> buffer{};
  const char* layout = format.empty() ? "%Y-%m-%d %H:%M:%S" : format.c_str();
  std::string text(buffer.data(), std::strftime(buffer.data(), buffer.size(), layout, &parts));
  const auto fraction = floor<milliseconds>(time) - floor<seconds>(time);
  if (format.empty()) text += fmt::format(",{:03}", fraction.count());
  return text;
}

/// Formats as Python's logging.Formatter does.
class PythonFormatter : public spdlog::formatter {
 public:
  PythonFormatter(std::string format, std::string datefmt)
      : format_(std::move(format)), datefmt_(std::move(datefmt)) {}

  void format(const spdlog::details::log_msg& message, spdlog::memory_buf_t& out) override {
    const std::string line = python_format(format_, [&](std::string_view field) -> std::string {
      if (field == "message") return {message.payload.data(), message.payload.size()};
      if (field == "levelname") return std::string(level_name(message.level));
      if (field == "name") return {message.logger_name.data(), message.logger_name.size()};
      if (field == "asctime") return time_text(message.time, datefmt_);
      if (field == "process") return std::to_string(getpid());
      return {};
    });
    out.append(line.data(), line.data() + line.size());
    out.push_back('\n');
  }

  [[nodiscard]] std::unique_ptr<spdlog::formatter> clone() const override {
    return std::make_unique<PythonFormatter>(format_, datefmt_);
  }

 private:
  std::string format_;
  std::string datefmt_;
};

spdlog::sink_ptr make_sink(LogStream stream) {
  switch (stream) {
    case LogStream::kStdout:
      return std::make_shared<spdlog::sinks::stdout_sink_st>();
    case LogStream::kStderr:
      return std::make_shared<spdlog::sinks::stderr_sink_st>();
    case LogStream::kNone:
      return std::make_shared<spdlog::sinks::null_sink_st>();
  }
  return nullptr;
}

}  // namespace

Log::Log() { configure({}); }
Log::~Log() { take_back(); }

void Log::configure(const LoggingConfig& logging) {
  config_ = logging;
  wants_progress_ = logging.stream != LogStream::kNone && base::is_terminal(base::Stream::kError);
  sink_ = make_sink(logging.stream);
  sink_->set_formatter(std::make_unique<PythonFormatter>(logging.format, logging.datefmt));
}

void Log::on_event(const Event& event) {
  if (const auto* running = std::get_if<StatementRunning>(&event)) return show(*running);
  take_back();
  write(to_remark(event));
}

void Log::show(const StatementRunning& event) {
  constexpr std::chrono::milliseconds kLong{1000};
  if (event.elapsed < kLong) return;
  const std::string line = progress_line(event, base::terminal_width(base::Stream::kError) - 1);
  fmt::print(stderr, "\r{}\x1b[K", line);
  std::fflush(stderr);
  shows_progress_ = true;
}

void Log::take_back() {
  if (!shows_progress_) return;
  std::fputs("\r\x1b[K", stderr);
  std::fflush(stderr);
  shows_progress_ = false;
}

void Log::write(const Remark& remark) {
  const LogLevel level = log_level(remark.severity);
  const bool ours = remark.logger == kOurLogger || remark.logger.starts_with(std::string(kOurLogger) + ".");
  if (level < (ours ? config_.alembic : config_.root) || level < config_.handler) return;
  for (const std::string_view line : base::split(remark.text, '\n')) {
    // The name is the remark's: loggers are made for nothing but their names.
    spdlog::details::log_msg message(remark.logger, spdlog_level(level),
                                     spdlog::string_view_t(line.data(), line.size()));
    sink_->log(message);
  }
}

}  // namespace dbtool::cli
