#include "base/parallel.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <system_error>
#include <thread>
#include <vector>

namespace dbtool::base {
namespace {

/// The last part may be begun when all others are just done: a thread then waits for a thirty-second of its
/// time.
constexpr std::size_t kPartsPerThread = 32;

}  // namespace

void for_each_part(std::size_t count, std::size_t worth_a_thread,
                   const std::function<void(std::size_t begin, std::size_t end)>& work) {
  const std::size_t processors = std::max(1U, std::thread::hardware_concurrency());
  const std::size_t most_threads =
      std::clamp<std::size_t>(count / std::max<std::size_t>(worth_a_thread, 1), 1, processors);
  if (most_threads == 1) return work(0, count);
  const std::size_t parts = std::min(count, most_threads * kPartsPerThread);
  std::vector<std::exception_ptr> failures(parts);
  std::atomic<std::size_t> next = 0;
  const auto take_parts = [&] {
    for (std::size_t part = next++; part < parts; part = next++) {
      try {
        work(part * count / parts, (part + 1) * count / parts);
      } catch (...) {
        failures[part] = std::current_exception();
        next = parts;  // those with lower numbers are all begun
      }
    }
  };
  {
    std::vector<std::jthread> threads;
    threads.reserve(most_threads);
    try {
      while (threads.size() < most_threads) threads.emplace_back(take_parts);
    } catch (const std::system_error&) {
      if (threads.empty()) take_parts();  // the machine gives no more threads
    }
  }
  for (const std::exception_ptr& failure : failures) {
    if (failure) std::rethrow_exception(failure);
  }
}

}  // namespace dbtool::base
