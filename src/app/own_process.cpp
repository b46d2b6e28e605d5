#include "app/own_process.h"

#include "dialects/registry.h"

namespace dbtool::app {

void own_process() noexcept { dialects::own_process(); }

}  // namespace dbtool::app
