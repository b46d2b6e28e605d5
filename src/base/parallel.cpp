#include "base/parallel.h"

#include <algorithm>
#include <exception>
#include <system_error>
#include <thread>
#include <vector>

namespace dbtool::base {

void for_each_part(std::size_t count, std::size_t smallest,
                   const std::function<void(std::size_t begin, std::size_t end)>& work) {
  const std::size_t processors = std::max(1U, std::thread::hardware_concurrency());
  const std::size_t parts =
      std::clamp<std::size_t>(count / std::max<std::size_t>(smallest, 1), 1, processors);
  if (parts == 1) return work(0, count);
  std::vector<std::exception_ptr> failures(parts);
  const auto run = [&](std::size_t part) {
    try {
      work(part * count / parts, (part + 1) * count / parts);
    } catch (...) {
      failures[part] = std::current_exception();
    }
  };
  {
    std::vector<std::jthread> threads;
    threads.reserve(parts);
    for (std::size_t part = 0; part < parts; ++part) {
      try {
        threads.emplace_back(run, part);
      } catch (const std::system_error&) {
        run(part);  // the machine gives no more threads
      }
    }
  }
  for (const std::exception_ptr& failure : failures) {
    if (failure) std::rethrow_exception(failure);
  }
}

}  // namespace dbtool::base
