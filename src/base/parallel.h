#pragma once

#include <cstddef>
#include <functional>

namespace dbtool::base {

/// Calls `work(begin, end)` for parts of [0, count) that together are all of it, and waits for them. There
/// are as many threads as the machine has processors (fewer where it gives no more), but none for fewer than
/// `worth_a_thread`: then the calling thread does it all. Else each takes part after part, because processors
/// are not equally fast at all times, and none of the work runs on the calling thread if there is any other,
/// so that what the work frees leaves no holes in the caller's heap, over which its later objects would be
/// scattered. What a part throws is thrown again, of several the one with the lowest numbers; no further part
/// is begun then.
void for_each_part(std::size_t count, std::size_t worth_a_thread,
                   const std::function<void(std::size_t begin, std::size_t end)>& work);

}  // namespace dbtool::base
