#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <system_error>
#include <thread>
#include <utility>

namespace dbtool::base {

/// Makes values on a thread of its own, a few ahead of who takes them. Where the machine gives no thread, who
/// takes them makes them.
template <typename T>
class ReadAhead {
 public:
  /// `make` gives the next value, and nothing at the end; no more than `most` wait to be taken.
  ReadAhead(std::function<std::optional<T>()> make, std::size_t most) : make_(std::move(make)), most_(most) {
    try {
      thread_.emplace([this](const std::stop_token& stop) { run(stop); });
    } catch (const std::system_error&) {
      // The machine gives no more threads.
    }
  }
  /// Waits for the call at work; there is no further one.
  ~ReadAhead() = default;
  ReadAhead(const ReadAhead&) = delete;
  ReadAhead& operator=(const ReadAhead&) = delete;

  /// The next value, in their order. Throws what making it has thrown; nobody may ask for another one then.
  [[nodiscard]] std::optional<T> next() {
    if (!thread_) return make_();
    std::unique_lock lock(mutex_);
    is_made_.wait(lock, [this] { return !values_.empty() || has_ended_; });
    if (values_.empty()) {
      if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
      return std::nullopt;
    }
    std::optional<T> value = std::move(values_.front());
    values_.pop_front();
    is_taken_.notify_one();
    return value;
  }

 private:
  void run(const std::stop_token& stop) {
    while (std::optional<T> value = make_or_fail()) {
      std::unique_lock lock(mutex_);
      is_taken_.wait(lock, stop, [this] { return values_.size() < most_; });
      if (stop.stop_requested()) return;
      values_.push_back(*std::move(value));
      is_made_.notify_one();
    }
    const std::lock_guard lock(mutex_);
    has_ended_ = true;
    is_made_.notify_one();
  }

  std::optional<T> make_or_fail() {
    try {
      return make_();
    } catch (...) {
      const std::lock_guard lock(mutex_);
      failure_ = std::current_exception();
      return std::nullopt;
    }
  }

  std::function<std::optional<T>()> make_;
  std::size_t most_;
  std::mutex mutex_;
  std::condition_variable is_made_;
  std::condition_variable_any is_taken_;
  std::deque<T> values_;
  bool has_ended_ = false;
  std::exception_ptr failure_;
  std::optional<std::jthread> thread_;  ///< the last: it ends before what it uses does
};

}  // namespace dbtool::base
