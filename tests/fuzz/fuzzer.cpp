// What libFuzzer calls: one executable a target.

#include <cstdint>
#include <cstdlib>

#include "dbtool/error.h"
#include "fuzz/targets.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  for (const dbtool::fuzz::Target& target : dbtool::fuzz::targets()) {
    if (target.name != DBTOOL_FUZZ_TARGET) continue;
    try {
      target.run({reinterpret_cast<const char*>(data), size});
    } catch (const dbtool::Error& error) {
      if (error.code() == dbtool::ErrorCode::kInternal) std::abort();
    }
  }
  return 0;
}
