#pragma once

namespace dbtool::base {

/// Makes SIGINT and SIGTERM wait while somebody asks for it: see InterruptsWait. At any other time, and the
/// third time, they end the process as ever. A signal that is ignored stays so. To be called once, by a
/// program.
void let_interrupts_wait();

/// The signal that waits; 0: none.
[[nodiscard]] int waiting_interrupt() noexcept;

/// True if one has come while another waited: what is running is not to be waited for.
[[nodiscard]] bool is_interrupt_urgent() noexcept;

/// True if the next one would wait.
[[nodiscard]] bool do_interrupts_wait() noexcept;

/// Throws Error{kInterrupted} if a signal waits.
void throw_if_interrupted();

/// While one lives the first signal only waits, for who has to come to an end: whoever keeps one has to ask
/// when he could stop. The second one says that what is running is to be ended as well.
class InterruptsWait {
 public:
  InterruptsWait() noexcept;
  ~InterruptsWait();
  InterruptsWait(const InterruptsWait&) = delete;
  InterruptsWait& operator=(const InterruptsWait&) = delete;
};

/// The opposite, inside of it: for what waits long without asking. Throws what throw_if_interrupted() throws.
class InterruptsAtOnce {
 public:
  InterruptsAtOnce();
  ~InterruptsAtOnce();
  InterruptsAtOnce(const InterruptsAtOnce&) = delete;
  InterruptsAtOnce& operator=(const InterruptsAtOnce&) = delete;

 private:
  int depth_;
};

}  // namespace dbtool::base
