#include "runtime/statement_queue.h"

#include <string_view>
#include <utility>

#include "base/interrupts.h"
#include "runtime/statement_progress.h"

namespace dbtool::runtime {

namespace {

// Enough to hide a far server's distance, few enough that the log keeps pace.
constexpr std::size_t kMostItems = 256;
constexpr std::size_t kMostBytes = 256U << 10U;

}  // namespace

void StatementQueue::add(Statement statement, Report report, Done done) {
  bytes_ += statement.text.size();
  items_.push_back({.statement = std::move(statement),
                    .report = report,
                    .done = std::move(done),
                    .before = std::exchange(events_, {})});
  if (items_.size() >= kMostItems || bytes_ >= kMostBytes) flush();
}

void StatementQueue::tell(Event event) {
  if (items_.empty()) return observer_.on_event(event);
  events_.push_back(std::move(event));
}

void StatementQueue::flush() {
  bytes_ = 0;
  // Taken out first: what fails is not tried again.
  const std::vector<Item> items = std::exchange(items_, {});
  const std::vector<Event> events = std::exchange(events_, {});
  if (!items.empty()) run(items);
  tell_all(events);
}

void StatementQueue::run(const std::vector<Item>& items) {
  std::vector<std::string_view> texts;
  texts.reserve(items.size());
  for (const Item& item : items) texts.emplace_back(item.statement.text);
  std::size_t at_work = 0;
  bool is_own_failure = false;  // and not an observer's, or that of somebody who was told
  const auto start_next = [&] {
    if (at_work == items.size()) return;
    tell_all(items[at_work].before);
    start_ = Clock::now();
    connection_.on_progress(progress_of(items[at_work].statement, observer_, start_));
  };
  start_next();
  try {
    connection_.execute_all(texts, [&](std::size_t number, std::int64_t rows) {
      is_own_failure = true;
      finish(items[number], rows);
      base::throw_if_interrupted();
      at_work = number + 1;
      start_next();
      is_own_failure = false;
    });
  } catch (Error& error) {
    connection_.on_progress({});
    if (!is_own_failure) {
      const Statement& statement = items[at_work].statement;
      const std::size_t offset = error.statement_offset();
      error.at(location_of(statement, offset == std::string::npos ? 0 : offset));
      if (error.hint().empty() && !statement.hint.empty()) error.with_hint(statement.hint);
    }
    throw;
  } catch (...) {
    connection_.on_progress({});
    throw;
  }
  connection_.on_progress({});
}

void StatementQueue::finish(const Item& item, std::int64_t rows) {
  const auto duration = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - start_);
  if (item.done) item.done(item.statement, rows);
  if (item.report == Report::kAsFinished)
    observer_.on_event(StatementFinished{item.statement.text, duration});
}

void StatementQueue::tell_all(const std::vector<Event>& events) {
  for (const Event& event : events) observer_.on_event(event);
}

std::int64_t StatementQueue::execute(std::string_view sql) {
  flush();
  return connection_.execute(sql);
}

std::vector<Row> StatementQueue::query(std::string_view sql, std::span<const Value> parameters) {
  flush();
  return connection_.query(sql, parameters);
}

void StatementQueue::execute_many(std::string_view sql, std::span<const Row> rows) {
  flush();
  connection_.execute_many(sql, rows);
}

void StatementQueue::begin() {
  flush();
  connection_.begin();
}

void StatementQueue::commit() {
  flush();
  connection_.commit();
}

void StatementQueue::rollback() {
  items_.clear();
  events_.clear();
  bytes_ = 0;
  connection_.rollback();
}

}  // namespace dbtool::runtime
