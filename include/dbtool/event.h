#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "dbtool/revision_plan.h"
#include "dbtool/severity.h"

namespace dbtool {

/// The kind of database is known, and it was reached, or SQL is about to be written for it.
struct ContextReady {
  std::string impl_name;  ///< Alembic's name, e.g. `SQLiteImpl`
  bool transactional_ddl = false;
  bool offline = false;  ///< SQL is written instead of being run
};

/// A step begins. `number` counts from 1.
struct StepStarted {
  RevisionStep step;
  std::size_t number = 0;
  std::size_t total = 0;
};

struct StatementFinished {
  std::string sql;
  std::chrono::microseconds duration{};
};

/// A statement is still at work. Told only to observers with wants_progress(), some times a second.
struct StatementRunning {
  std::string sql;
  std::int64_t rows = 0;  ///< that it has written so far; 0: the engine does not tell
  std::chrono::milliseconds elapsed{};
};

/// Anything else that is worth a line in the log.
struct Remark {
  Severity severity = Severity::kInfo;
  std::string logger;  ///< as Alembic names it, e.g. `alembic.autogenerate.compare`
  std::string text;
};

/// What is happening. The library prints nothing: it tells an Observer.
using Event = std::variant<ContextReady, StepStarted, StatementRunning, StatementFinished, Remark>;

/// Is told of every event, on the thread that works. May throw: that ends the command as an error would.
class Observer {
 public:
  virtual ~Observer() = default;
  virtual void on_event(const Event& event) = 0;
  /// Asked once a statement.
  [[nodiscard]] virtual bool wants_progress() const { return false; }
};

/// An event as a line of Alembic's log. Where Alembic has several lines they are parted by newlines.
[[nodiscard]] Remark to_remark(const Event& event);

}  // namespace dbtool
