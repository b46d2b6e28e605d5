#pragma once

#include <cstddef>
#include <functional>

namespace dbtool::base {

/// Calls `work(begin, end)` for parts of [0, count) that together are all of it, on as many threads as the
/// machine has processors (fewer where it gives no more), and waits for them. No part is smaller than
/// `smallest`, unless there is only one, which then runs on the calling thread; of several none does, so that
/// what they free leaves no holes in the caller's heap, over which its later objects would be scattered. What
/// a part throws is thrown again: of several the one with the lowest numbers.
void for_each_part(std::size_t count, std::size_t smallest,
                   const std::function<void(std::size_t begin, std::size_t end)>& work);

}  // namespace dbtool::base
