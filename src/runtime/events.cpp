#include <fmt/format.h>

#include "dbtool/event.h"

namespace dbtool {
namespace {

constexpr const char* kMigrationLogger = "alembic.runtime.migration";

Remark remark(const ContextReady& event) {
  return {Severity::kInfo, kMigrationLogger,
          fmt::format("Context impl {}.\n{}Will assume {} DDL.", event.impl_name,
                      event.offline ? "Generating static SQL\n" : "",
                      event.transactional_ddl ? "transactional" : "non-transactional")};
}

Remark remark(const StepStarted& event) {
  return {Severity::kInfo, kMigrationLogger, "Running " + to_string(event.step)};
}

Remark remark(const StatementRunning& event) {
  return {Severity::kDebug, kMigrationLogger, fmt::format("{} ... {} ms", event.sql, event.elapsed.count())};
}

Remark remark(const StatementFinished& event) {
  return {Severity::kDebug, kMigrationLogger,
          fmt::format("{} [{:.1f} ms]", event.sql, static_cast<double>(event.duration.count()) / 1000.0)};
}

Remark remark(const Remark& event) { return event; }

}  // namespace

Remark to_remark(const Event& event) {
  return std::visit([](const auto& e) { return remark(e); }, event);
}

}  // namespace dbtool
