#include "base/interrupts.h"

#include <atomic>
#include <csignal>
#include <cstdint>
#include <ctime>

#include <fmt/format.h>

#include "dbtool/error.h"

namespace dbtool::base {
namespace {

// A handler may touch nothing else.
static_assert(std::atomic<int>::is_always_lock_free && std::atomic<std::int64_t>::is_always_lock_free);
std::atomic<int> g_waiting = 0;
std::atomic<bool> g_is_urgent = false;
std::atomic<int> g_depth = 0;
std::atomic<bool> g_is_installed = false;
/// Of the last signal that counted, by the monotonic clock.
std::atomic<std::int64_t> g_milliseconds = 0;

/// timeout(1) sends a signal to the process and, right behind it, to its whole group: that is one, not a
/// second.
constexpr std::int64_t kSameSignal = 500;

std::int64_t now() {
  timespec time = {};
  clock_gettime(CLOCK_MONOTONIC, &time);
  return std::int64_t{time.tv_sec} * 1000 + time.tv_nsec / 1'000'000;
}

void handle(int signal) {
  int none = 0;
  if (g_depth > 0 && g_waiting.compare_exchange_strong(none, signal)) {
    g_milliseconds = now();
    return;
  }
  if (g_waiting == signal && now() - g_milliseconds < kSameSignal) return;
  if (g_depth > 0 && !g_is_urgent.exchange(true)) {
    g_milliseconds = now();
    return;
  }
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

}  // namespace

void let_interrupts_wait() {
  g_is_installed = true;
  for (const int signal : {SIGINT, SIGTERM}) {
    struct sigaction known = {};
    sigaction(signal, nullptr, &known);
    if (known.sa_handler == SIG_IGN) continue;
    struct sigaction action = {};
    action.sa_handler = &handle;  // without SA_RESTART: who waits for a server has to wake up
    sigemptyset(&action.sa_mask);
    sigaction(signal, &action, nullptr);
  }
}

int waiting_interrupt() noexcept { return g_waiting; }

bool is_interrupt_urgent() noexcept { return g_is_urgent; }

bool do_interrupts_wait() noexcept { return g_is_installed && g_depth > 0; }

void throw_if_interrupted() {
  const int signal = g_waiting;
  if (signal == 0) return;
  throw Error(ErrorCode::kInterrupted,
              fmt::format("interrupted by {}", signal == SIGINT ? "SIGINT" : "SIGTERM"));
}

InterruptsWait::InterruptsWait() noexcept { ++g_depth; }

InterruptsWait::~InterruptsWait() { --g_depth; }

InterruptsAtOnce::InterruptsAtOnce() : depth_(g_depth.exchange(0)) {
  try {
    throw_if_interrupted();
  } catch (...) {
    g_depth = depth_;
    throw;
  }
}

InterruptsAtOnce::~InterruptsAtOnce() { g_depth = depth_; }

}  // namespace dbtool::base
